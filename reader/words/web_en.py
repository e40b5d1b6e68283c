"""What is said of web addresses and feeds, in English."""

TABLE: dict[str, str] = {
    # errors: what happened, and what to do next
    "error.web_missing": ("This needs the packages for the web. Install them with: {command}"),
    "error.address_scheme": (
        "“{url}” is not a web address. Give one that begins with https:// or http://."
    ),
    "error.address_malformed": (
        "“{url}” is not a complete web address. Copy it from the browser's address bar again."
    ),
    "error.address_credentials": (
        "The address “{url}” carries a user name or password, and those are not sent. Take out what "
        "stands before the @."
    ),
    "error.address_private": (
        "“{url}” leads to {address}, which is not on the public internet. If you trust it, or "
        "your VPN gives every name such an address, allow it: meipi add --allow-private '{url}' "
        "— for a feed: meipi feeds add --allow-private '{url}', then meipi feeds refresh "
        "--allow-private — on the screen: meipi read --allow-private"
    ),
    "error.address_unknown_host": (
        "No machine is called “{host}”, or there is no connection. Check the address and the network."
    ),
    "error.proxy_unusable": (
        "The proxy “{proxy}” in your environment is not an HTTP proxy. Set https_proxy and "
        "http_proxy to http://HOST:PORT, or unset them."
    ),
    "error.network_failed": (
        "“{url}” cannot be reached ({reason}). Check the network, and try again later."
    ),
    "error.network_timeout": (
        "“{url}” did not answer in full within {seconds} seconds. Try again later."
    ),
    "error.network_stopped": "Fetching was stopped. What had come in by then is kept.",
    "error.tls_failed": (
        "There is no safe connection to “{url}” ({reason}). Check this computer's clock and that "
        "the address begins with the right https:// or http://; otherwise only the site can mend "
        "it."
    ),
    "error.redirect_loop": (
        "“{url}” keeps redirecting ({count} times) without an answer, as sites that want cookies "
        "do. Open it in a browser, save the page, and add the file."
    ),
    "error.reply_status": (
        "“{url}” answered with the code {status}. 404 and 410 mean that the page is gone, 401 "
        "and 403 that it is not open to everyone; with 429, or 500 and above, try again later."
    ),
    "error.reply_too_large": (
        "What “{url}” sends is larger than {largest} bytes, so it was not taken. Check that it is the "
        "address of an article or a feed."
    ),
    "error.reply_encoding": (
        "“{url}” sends data compressed in a way that Meipi cannot open ({encoding}). Open it in "
        "a browser, save the page, and add the file."
    ),
    "error.reply_broken": ("What “{url}” sent is broken ({reason}). Try again later."),
    "error.reply_empty": "“{url}” sent nothing. Check the address in a browser.",
    "error.feed_unreadable": (
        "What “{url}” sends is not a feed (RSS, Atom or JSON Feed), or too damaged to read. Look for "
        "the feed's address on the site, often behind an orange sign or “RSS”."
    ),
    "error.feed_is_page": (
        "“{url}” is a web page, not a feed. Look for the feed's address on the site."
    ),
    "error.feed_none": (
        "The page “{url}” names no feed. Look for “RSS” on the site; a single article can be read "
        "with: meipi add ADDRESS"
    ),
    "error.feed_too_large": (
        "The feed “{url}” is larger than {largest} MB, so it was not read. Look for a smaller "
        "one on the site, of one subject."
    ),
    "error.feed_cut": (
        "The feed ends in the middle. Its whole items were kept; the next refresh asks again."
    ),
    "error.feed_faulty": (
        "The feed's XML has mistakes. What could be read was kept; its publisher should know."
    ),
    "error.feed_long": "The feed has more items than Meipi reads. The first 10,000 were kept.",
    "error.stored_unknown": (
        "Something went wrong that this version of Meipi has no words for ({code}). Ask again: "
        "meipi feeds refresh"
    ),
    "error.feed_unknown": (
        "There is no feed “{name}”. `meipi feeds` lists them; part of a title or address is enough."
    ),
    "error.feed_ambiguous": (
        "“{name}” fits several feeds: {titles}. Write more of the title, or the address."
    ),
    "error.opml_deep": (
        "In “{path}” folders lie more than {deepest} deep inside one another. Export it again with"
        " fewer, or take the outer ones out."
    ),
    "error.opml_unreadable": (
        "“{path}” is not a list of feeds (OPML), or it is damaged. Export it from the other program "
        "again."
    ),
    # what is said of an article once
    "notice.page_deleted": (
        "On {day} the article's page said that it was taken down ({url}); the text here stays"
    ),
    "notice.page_missing": (
        "On {day} the article's page was not found any more ({url}); the text here stays"
    ),
    "notice.page_notice": (
        "On {day} the article's page showed only a notice ({url}); the text here stays"
    ),
    "notice.page_shrunk": (
        "On {day} something short came that is nothing like this article ({url}); the text here "
        "stays. `meipi add` takes what the page shows now"
    ),
    "notice.feed_text_only": (
        "This is the feed's own text: the article's page gave less, or could not be fetched ({url})"
    ),
    # what `meipi feeds` prints
    "cli.feeds.none": (
        "There are no feeds yet. Add one: meipi feeds add ADDRESS, or a list of them: meipi feeds "
        "import FILE.opml"
    ),
    "cli.feeds.added": "Subscribed to “{name}”.",
    "cli.feeds.known": "You are subscribed to “{name}” already; `meipi feeds change` changes it.",
    "cli.feeds.other": "The page names another feed: {feed}",
    "cli.feeds.removed": "Unsubscribed from “{name}”. Its articles stay.",
    "cli.feeds.list_broken": (
        "The XML of {path} is broken or was cut. What could be recognised was read; look through"
        " “meipi feeds” for what is missing, and export the list anew if you can."
    ),
    "cli.feeds.imported": "Feeds added {added}, known already {known}, not web feeds {skipped}",
    "cli.feeds.articles": "articles {articles}, unread {unread}",
    "cli.feeds.full_text": "full text",
    "cli.feeds.checked": "asked {when}",
    "cli.feeds.never": "not asked yet",
    "cli.feeds.refreshing": "Feeds",
    "cli.feeds.new": "articles {new}",
    "cli.feeds.came": "{name}: new {new}, changed {changed}",
    "cli.feeds.empty": (
        "Items without any text, not kept: {count}. --full-text fetches their pages."
    ),
    "cli.feeds.fallbacks": (
        "Articles with the feed's own text, because their pages gave less or could not be fetched: "
        "{count}"
    ),
    "cli.feeds.waiting": "Feeds that are not due yet and were not asked: {count} (--force asks them)",
    "cli.feeds.sum": "Articles new {new}, changed {changed}; feeds with problems {failed}",
}
