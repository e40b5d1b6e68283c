"""What is said of web addresses and feeds, in Traditional Chinese."""

TABLE: dict[str, str] = {
    # errors: what happened, and what to do next
    "error.web_missing": ("這要用到處理網頁的套件。請用這一行安裝：{command}"),
    "error.address_scheme": "「{url}」不是網址。請給以 https:// 或 http:// 開頭的網址。",
    "error.address_malformed": "「{url}」不是完整的網址。請從瀏覽器的網址列再複製一次。",
    "error.address_credentials": (
        "網址「{url}」裡有使用者名稱或密碼，程式不會把它們送出去。請把 @ 之前的部分拿掉。"
    ),
    "error.address_private": (
        "「{url}」通往 {address}，不在公開的網際網路上。如果你信任它，或你的 VPN "
        "把所有名稱都指到這樣的位址，可以放行：meipi add --allow-private '{url}'　訂閱源：meipi "
        "feeds add --allow-private '{url}'，以後用 meipi feeds refresh "
        "--allow-private　在畫面上用：meipi read --allow-private"
    ),
    "error.address_unknown_host": "找不到叫「{host}」的主機，或沒有連上網路。請檢查網址和網路。",
    "error.proxy_unusable": (
        "環境裡設的代理「{proxy}」不是 HTTP 代理。請把 https_proxy 和 http_proxy 設成 "
        "http://主機:連接埠，或取消設定。"
    ),
    "error.network_failed": "連不上「{url}」（{reason}）。請檢查網路，稍後再試。",
    "error.network_timeout": "「{url}」沒有在 {seconds} 秒內傳完。請稍後再試。",
    "error.network_stopped": "抓取已停止。先前抓到的都已保留。",
    "error.tls_failed": (
        "無法和「{url}」安全連線（{reason}）。請檢查這台電腦的時鐘，以及網址開頭該是 https:// "
        "還是 http://；都沒錯就只能等網站修好。"
    ),
    "error.redirect_loop": (
        "「{url}」一再轉往別處，沒有答覆（{count} 次）；要求 cookie 的網站常常如此。"
        "請用瀏覽器打開並存成網頁，再加入那個檔案。"
    ),
    "error.reply_status": (
        "「{url}」回覆了代碼 {status}。404 和 410 是網頁已經不在，401 和 403 是不對所有人開放；"
        "429 和 500 以上，請稍後再試。"
    ),
    "error.reply_too_large": (
        "「{url}」送來的內容超過 {largest} 位元組，所以沒有收下。請確認這是文章或訂閱源的網址。"
    ),
    "error.reply_encoding": (
        "「{url}」用了眉批打不開的壓縮方式（{encoding}）。請用瀏覽器打開並存成網頁，"
        "再加入那個檔案。"
    ),
    "error.reply_broken": "「{url}」送來的內容有損壞（{reason}）。請稍後再試。",
    "error.reply_empty": "「{url}」什麼也沒送來。請用瀏覽器檢查這個網址。",
    "error.feed_unreadable": (
        "「{url}」送來的不是訂閱源（RSS、Atom 或 JSON Feed），或已損壞而讀不出來。"
        "請在網站上找訂閱源的網址，多半在橘色圖示或「RSS」字樣後面。"
    ),
    "error.feed_is_page": "「{url}」是網頁，不是訂閱源。請在網站上找訂閱源的網址。",
    "error.feed_none": (
        "網頁「{url}」沒有附訂閱源。請在網站上找「RSS」；只讀一篇文章可用：meipi add 網址"
    ),
    "error.feed_too_large": (
        "訂閱源「{url}」超過 {largest} MB，所以沒有讀。請在網站上找小一些、只含一個主題的。"
    ),
    "error.feed_cut": "訂閱源在中途斷了。完整的項目都已保留，下次更新會再抓。",
    "error.feed_faulty": "訂閱源的 XML 有錯。讀得出的都已保留；最好告訴它的發布者。",
    "error.feed_long": "訂閱源的項目超過眉批會讀的數目。只保留了前 10,000 項。",
    "error.stored_unknown": (
        "出了這一版眉批說不出的問題（{code}）。請再更新一次：meipi feeds refresh"
    ),
    "error.feed_unknown": (
        "沒有「{name}」這個訂閱源。meipi feeds 可列出全部；寫標題或網址的一部分就夠。"
    ),
    "error.feed_ambiguous": "「{name}」符合好幾個訂閱源：{titles}。請把標題寫長一些，或改用網址。",
    "error.opml_deep": (
        "「{path}」裡的資料夾套了超過 {deepest} 層。請減少層數再匯出一次，或拿掉外面的幾層。"
    ),
    "error.opml_unreadable": (
        "「{path}」不是訂閱源清單（OPML），或已經損壞。請從另一個程式再匯出一次。"
    ),
    # what is said of an article once
    "notice.page_deleted": "{day} 看時，網頁說這篇已刪除或下架（{url}）；這裡的文字留著",
    "notice.page_missing": "{day} 看時，已找不到這篇的網頁（{url}）；這裡的文字留著",
    "notice.page_notice": "{day} 看時，網頁上只有告示（{url}）；這裡的文字留著",
    "notice.page_shrunk": (
        "{day} 來的文字很短，和這篇毫無相同（{url}）；這裡的文字留著。要收網頁現在的樣子，請用 `meipi add`"
    ),
    "notice.feed_text_only": "這是訂閱源自帶的內文：文章的網頁給得更少，或抓不到（{url}）",
    # what `meipi feeds` prints
    "cli.feeds.none": (
        "還沒有訂閱源。加一個：meipi feeds add 網址；或加入整份清單：meipi feeds import 檔案.opml"
    ),
    "cli.feeds.added": "已訂閱「{name}」。",
    "cli.feeds.known": "「{name}」已經訂閱了；要改設定請用 meipi feeds change。",
    "cli.feeds.other": "網頁還附有另一個訂閱源：{feed}",
    "cli.feeds.removed": "已取消訂閱「{name}」。收進來的文章都還在。",
    "cli.feeds.list_broken": (
        "{path} 的 XML 有錯或不完整。認得出來的都讀進來了；請用「meipi feeds」看看少了什麼，可以的話再匯出一次清單。"
    ),
    "cli.feeds.imported": (
        "新加入的訂閱源 {added} 個，原已有的 {known} 個，不是網路訂閱源的 {skipped} 個"
    ),
    "cli.feeds.articles": "文章 {articles} 篇，未讀 {unread}",
    "cli.feeds.full_text": "抓全文",
    "cli.feeds.checked": "{when} 更新過",
    "cli.feeds.never": "還沒更新過",
    "cli.feeds.refreshing": "訂閱源",
    "cli.feeds.new": "文章 {new} 篇",
    "cli.feeds.came": "{name}：新增 {new} 篇，有改動 {changed} 篇",
    "cli.feeds.empty": "沒有內文、未收下的項目：{count} 個。用 --full-text 可以抓它們的網頁。",
    "cli.feeds.fallbacks": "因為網頁給得更少或抓不到，用訂閱源自帶內文的文章：{count} 篇",
    "cli.feeds.waiting": "還沒到時間、這次沒有更新的訂閱源：{count} 個（--force 可以現在就更新）",
    "cli.feeds.sum": "新增文章 {new} 篇，有改動 {changed} 篇；有問題的訂閱源 {failed} 個",
}
