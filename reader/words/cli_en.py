"""What the command line, the exports and all errors say, in English."""

TABLE: dict[str, str] = {
    # exports and what commands print
    "export.counts": (
        "Annotations: {total} (fact {facts}, opinion {opinions}, no claim {nones}, not tagged "
        "{untagged}; notes {notes})"
    ),
    "export.annotators": "Annotated by: {names}",
    "export.orphans": "No longer in the text",
    "export.highlight": "highlight",
    "export.untagged": "not tagged",
    "export.unsure": "{tag} (unsure)",
    "export.marked": "Words when marked: “{quote}”",
    "export.source": "Source: {source}",
    "export.status": "Check: {status}",
    "export.status.signed": "Check: {status} ({by})",
    "export.justification": "Reasons: {text}",
    "export.kind": "Kind: {kind}",
    "export.labels": "Labels: {labels}",
    "export.evidence": "Evidence: {evidence}",
    "export.note": "Note: {note}",
    "export.annotator": "Annotator: {name}",
    "export.view": "{name} (OpenCC {view}):",
    "cli.migrating": "Your library is being brought to the new version … {percent} %",
    "cli.exported": "Annotations written to “{path}”: {count}",
    "cli.labels.row": "{digit}  {name}  ({used})",
    "cli.labels.none": "No labels yet. Put one on with a digit while reading.",
    "cli.labels.verdicts": "Verdicts:",
    "cli.labels.verdict": "   {name}  ({used})",
    "cli.labels.renamed": "Renamed: {old} → {new} (marks: {used})",
    "cli.labels.keyed": "{digit} puts on: {name}",
    "cli.labels.freed": "No digit any more: {name}",
    "cli.labels.described": "Described: {name}",
    "cli.labels.removed": "Removed: {name} (marks: {used})",
    "cli.annotators.none": "Nobody has annotated here yet.",
    "cli.annotators.renamed": "Renamed: {old} → {new}",
    "cli.annotators.joined": "{one} is {into} from now on.",
    "cli.names.same": "Nothing changed: {name}",
    "cli.names.nothing": "No correction of names to take back.",
    "cli.left_out": "Private annotations left out: {count}",
    "cli.notes_left_out": "Private notes left out: {count}",
    "cli.no_annotations": (
        "There was nothing to export: those who are shown have no public annotations here."
    ),
    "cli.annotated": "{tag}: “{quote}”",
    "cli.removed": "removed   {title}  (`meipi restore` puts it back)",
    "cli.restored": "restored  {title}",
    "notice.alike": "“{new}” ({file}) may be “{old}”, whose file is gone. If they are one: meipi join {one} {other}; if they are two: meipi join --apart {one} {other}",
    "cli.apart": "They stay two articles; this is not asked again.",
    "cli.apart.not_asked": "They are two articles already; nothing was asked about them.",
    "cli.joined": "joined    {title}  (`meipi join --undo` parts them again)",
    "cli.parted": "parted    {title}  /  {other}",
    "cli.undone": "Undone: {what}",
    "cli.redone": "Redone: {what}",
    "cli.turned.mark": "“{quote}” in {title}",
    "cli.turned.marks": "{marks} marks in {title}",
    "cli.turned.shelf": "{deed}: {title}",
    "cli.turned.several": "{deed}: {covered}",
    "cli.turned.articles": "{deed}: {articles} articles",
    "cli.turned.feeds": "{deed}: {count} feeds",
    "cli.turned.left": "Changed since then and left as they are: {count}",
    "cli.turned.private": "Still private: {count}",
    "cli.add.new": "new       {title}  ({path})",
    "cli.add.changed": "changed   {title}  ({path})",
    "cli.add.left_out": "          lines of the page left out: {count} (open it and press X)",
    "cli.add.review": "          marks to look at: {count} (open it and press R)",
    "cli.add.same": "the same  {title}  ({path})",
    "cli.add.database": "in the database; your own file stays as it is",
    "cli.add.sum": "new {new}, changed {changed}, the same {same}, could not be brought in {failed}",
    "cli.row": (
        "fact {facts}, opinion {opinions}, no claim {nones}; {marked} of {claims} sentences marked"
    ),
    "cli.none": "No such articles. `meipi list --all` shows what there is.",
    "cli.starred": "starred",
    "cli.archived": "archived",
    "cli.found.note": "Note:",
    "cli.found.by_vocabulary": "(another region's word)",
    "cli.stats.articles": (
        "Articles: {articles}; sentences that can be claims: {claims}, marked: {marked} (yours; "
        "of articles where you have tagged nothing, those of all who are shown)"
    ),
    "cli.stats.counts": (
        "Annotations: {total} (fact {facts}, opinion {opinions}, no claim {nones}, not tagged "
        "{untagged}; unsure {unsure}; notes {notes}; highlights {highlights})"
    ),
    "cli.stats.sections": "By section",
    "cli.stats.sources": "By source",
    "cli.stats.status": "By state of the check",
    "cli.stats.verdicts": "By verdict",
    "cli.stats.annotators": "By annotator",
    "cli.stats.row": (
        "{name}: {total} (fact {facts}, opinion {opinions}, no claim {nones}, not tagged {untagged})"
    ),
    "cli.stats.marked": "  {name}: {marked} of {claims} sentences marked",
    "cli.stats.whole": "Each table counts all annotations, tagged or not: {total}",
    "cli.stats.orphans": "No longer in the text: {count}",
    # what is said of a file once
    "notice.repaired": (
        "Control, direction or invisible characters were taken out of this file: {count}"
    ),
    "notice.replaced": "Bytes of this file that make no character are shown as �: {count}",
    "notice.teaser": (
        "This page has only the beginning of the article, the rest is for subscribers; "
        "save the whole page from a browser that is logged in, and add that file"
    ),
    "notice.front_matter_unreadable": (
        "The front matter of “{path}” cannot be read and stands in the text; check its YAML or TOML"
    ),
    # errors: what happened, and what to do next
    "error.source_private": (
        "“{name}” is named only in private annotations. Say --private to keep this one private too "
        '(in a batch "private": true), or --public (false) if the name may be exported.'
    ),
    "error.source_private_kept": (
        "Its source “{name}” is named only in private annotations. Name it once more with --source "
        'if it may be exported, or take it away with --source "".'
    ),
    "error.text_private": (
        "A text of this mark names “{name}”, whom only private annotations name as a source. "
        'Leave the name out, or say --private (in a batch "private": true), or --public (false) if '
        "the name may be exported."
    ),
    "error.text_private_kept": (
        "A text of it names “{name}”, whom only private annotations name as a source. Say that text "
        "once more (--note, --evidence, --justification, --kind, --label) if the name may be "
        "exported."
    ),
    "error.name_private": (
        "“{name}” is named as a source only in private annotations, and this is exported. Leave "
        "the name out, or say --public if it may be exported."
    ),
    "error.argument_empty": (
        "{what} is empty. Name one; if the name came from a variable, that is not set."
    ),
    "error.file_missing": (
        "There is no file or article “{path}”. Check the name; `meipi list` shows what there is."
    ),
    "error.path_needed": (
        "There is no file “{path}”, and a file is needed here. `meipi list` shows the paths of the "
        "library's articles."
    ),
    "error.file_is_folder": (
        "“{path}” is a folder. Name a file in it, or read it as a library with --library."
    ),
    "error.file_name_no_text": (
        "The name of “{path}” is not UTF-8, so it cannot be kept in the library. Give the file "
        "another name, or copy what is in it: meipi add FILE"
    ),
    "error.file_unreadable": (
        "“{path}” cannot be read. Check that it is a plain file and that you may open it."
    ),
    "error.command_unknown": (
        "“{name}” is neither a command nor an article. Did you mean: {near}? `meipi --help` "
        "lists the commands; to open an article, give more of its title, or its path."
    ),
    "error.stdout_closed": (
        "Standard output is closed, so what a command prints would be lost. Send it somewhere, for "
        "instance to /dev/null."
    ),
    "error.folder_unreadable": "The folder “{path}” cannot be read. Check that you may open it.",
    "error.file_of_library": (
        "“{path}” belongs to the library itself and was left as it is. Choose a name outside its "
        "articles/ folder that does not begin with annotations.db."
    ),
    "error.file_exists": (
        "“{path}” is there already and was left as it is. Choose another name, or --force to "
        "replace it."
    ),
    "error.ending_unknown": (
        "“{path}” does not say in which format to write. End the name in one of {known}, or name "
        "the format with --format."
    ),
    "error.stdin_closed": (
        "Standard input is closed, so there is nothing to read. Name a file, or pipe a text in."
    ),
    "error.file_empty": (
        "“{path}” has no text in it. Check that it was saved, or name another file."
    ),
    "error.file_binary": (
        "“{path}” is not a text file. Save the article as plain text or Markdown and try again."
    ),
    "error.page_empty": (
        "“{path}” has no article text that Meipi can find. If the page shows one, copy it into a "
        ".txt file and add that."
    ),
    "error.page_login": (
        "“{path}” shows no article but asks to log in, or to prove that you are a person. Open it in "
        "a browser, save the page there, and add the file."
    ),
    "error.page_deleted": (
        "“{path}” no longer shows an article: the page says that it was taken down. A copy may be in "
        "an archive such as web.archive.org; save it and add the file."
    ),
    "error.article_page_deleted": (
        "“{path}” no longer shows “{title}”: the page says that it was taken down. The text that is in"
        " the library stays, with everything that you marked; that it was taken down is noted."
    ),
    "error.article_page_missing": (
        "“{path}” no longer shows “{title}”: the page says that it was not found. The text that is in "
        "the library stays, with everything that you marked; that it is gone is noted."
    ),
    "error.article_page_login": (
        "“{path}” no longer shows “{title}”, but asks to log in. The text that is in the library "
        "stays. To bring in a newer one, save the page in a browser and add the file."
    ),
    "error.page_missing": (
        "There is no article at “{path}”: the page says that it was not found. Look at the address "
        "again; of one that is gone a copy may be in an archive such as web.archive.org."
    ),
    "error.page_notice": (
        "“{path}” shows no article but a notice: “{said}”. Try again later, or open it in a browser, "
        "save the page there, and add the file."
    ),
    "error.article_page_notice": (
        "“{path}” no longer shows “{title}” but a notice: “{said}”. The text that is in the library "
        "stays, with everything that you marked; that it shows a notice is noted."
    ),
    "error.reading_slow": (
        "“{path}” could not be read within {seconds} seconds. Of a page that shows an article, copy "
        "the text into a .txt file and add that; part a long text into several files."
    ),
    "error.reading_failed": (
        "“{path}” is too much to read: it needs more memory than there is, or breaks the parser. If "
        "it shows an article, copy its text into a .txt file and add that."
    ),
    "error.address_not_kept": (
        "Nothing in the library came from “{name}”. Bring it in first: meipi add {name}"
    ),
    "error.file_too_large": "“{path}” is larger than {largest} MB. Split it into several files.",
    "error.file_unwritable": "“{path}” cannot be written ({reason}). Choose another place.",
    "error.file_folder_missing": (
        "“{path}” cannot be written: there is no such folder. Make it, or choose another place."
    ),
    "error.file_forbidden": (
        "“{path}” cannot be written: you may not write there. Check the permissions, or choose "
        "another place."
    ),
    "error.file_link": (
        "“{path}” cannot be written: there is a link on the way that leads somewhere else. "
        "Delete the link, or choose another place."
    ),
    "error.link_outside": (
        "“{path}” is a link that leads out of the library, to “{target}”, and is not read. If that "
        "file may be read: meipi {quoted}; to copy it in: meipi add {quoted}"
    ),
    "error.file_outside": (
        "“{path}” has changed. It lies outside the library, or is hidden in it, and was not named "
        "on this machine, so it is not read. If it may be: meipi {quoted}"
    ),
    "error.articles_link": (
        "“{path}” is a link to “{target}”, so nothing is read or written there. Put the folder "
        "itself in the link's place."
    ),
    "error.library_link": (
        "“{path}” is a link to “{target}”, so the library is not opened. Put the file itself in "
        "the link's place, or open the library that it belongs to."
    ),
    "error.file_on_read_only_disk": (
        "“{path}” cannot be written: the disk is read-only. Choose another place."
    ),
    "error.file_name_too_long": (
        "“{path}” cannot be written: the name is too long. Choose a shorter one."
    ),
    "error.disk_full": (
        "The disk is full, so “{path}” was not written. What was saved before is safe; free "
        "some space and do it again."
    ),
    "error.order_unknown": "There is no order “{name}”. Choose one of: {known}",
    "error.shelf_unknown": "There is no shelf “{name}”. Choose one of: {known}",
    "error.title_too_long": "That is too long: {longest} characters at most. Shorten it.",
    "error.filter_name_empty": "A filter needs a name and something to look for. Type both.",
    "error.library_missing": (
        "There is no folder “{path}”. Make it, or name another library with --library."
    ),
    "error.library_not_made": (
        "Your own library cannot be made in “{path}” ({reason}). Name a folder that you may write "
        "to: meipi --library FOLDER, or set MEIPI_LIBRARY."
    ),
    "error.library_empty": (
        "This library has no articles yet. Put .md, .txt or .html files into “{path}”, or name a "
        "file: meipi FILE."
    ),
    "error.library_locked": (
        "“{path}” is in use by another program. Wait until it is done or close it, then try again."
    ),
    "error.library_worked_on": (
        "Another Meipi is at work on the whole of “{path}”: it brings it to the new version, or "
        "puts a backup in its place. Wait until it is done, then start again."
    ),
    "error.library_open_elsewhere": (
        "“{path}” is of an older version and is to be brought to this one, but another program has "
        "it open; nothing was changed. Close that program (another window of Meipi, perhaps), then "
        "start again."
    ),
    "error.migration_no_room": (
        "“{path}” is of an older version and is to be brought to this one, after a backup. That "
        "takes about {needed} MB on its disk, where {free} MB are free; nothing was changed. Free "
        "some space, then start again."
    ),
    "error.migration_no_backup": (
        "“{path}” is of an older version and is brought to this one only after a backup, which "
        "could not be made; nothing was changed. {reason}"
    ),
    "error.migration_failed": (
        "“{path}” is of an older version and could not be brought to this one ({reason}); nothing "
        "was changed, and a backup was made. `meipi doctor` says whether something in it is "
        "wrong. Until then the version of Meipi that wrote it opens it as before."
    ),
    "error.library_unshared": (
        "Nothing can be written to “{path}”: its disk has no shared memory, like many network "
        "drives (file system: {kind}). Reading works. To tag, work on a copy on this computer's "
        "own disk: {copy}"
    ),
    "error.library_unlocked": (
        "Nothing can be written to “{path}”: its disk has no file locks, like many network "
        "drives (file system: {kind}), so two programs could destroy each other's work. Reading "
        "works. To tag, work on a copy on this computer's own disk: {copy}"
    ),
    "error.library_log_closed": (
        "What was written last waits in the log beside “{path}”, which cannot be read on this "
        "disk; many network drives are like that (file system: {kind}). Nothing is damaged. "
        "Close the library on other computers, or work on a copy on this computer's own disk: "
        "{copy}"
    ),
    "error.library_read_only": (
        "“{path}” may not be written to. Check its permissions, or copy the library to a "
        "folder of your own."
    ),
    "error.library_damaged": (
        "“{path}” is damaged; nothing was changed in it. `meipi doctor` says what can still be read. "
        "If there is a whole backup, `meipi doctor --restore newest` puts it in its place; one that "
        "lies elsewhere, `meipi doctor --restore FILE`. Newest backup here: {backup}"
    ),
    "error.library_log_strange": (
        "“{path}” is whole, but “{log}” beside it does not belong to it, as after a backup was "
        "copied there by hand: taking it in would destroy the database. Nothing was changed. `meipi "
        "doctor --repair` moves that log to annotations.db.backups, where it is kept."
    ),
    "error.library_rows": (
        "Something in “{path}” is not as Meipi writes it, so it cannot be used. `meipi doctor` names "
        "it, and `meipi doctor --repair` mends what can be mended, after a backup."
    ),
    "error.library_strange": (
        "“{path}” has views or triggers that Meipi did not make ({names}), which could change what "
        "is read and written, so it was not opened. `meipi doctor` says what can be done, and `meipi "
        "doctor --restore newest` puts the newest whole backup in its place."
    ),
    "error.library_newer": (
        "“{path}” was written by a newer Meipi; nothing was changed in it. Install the "
        "newest version of meipi."
    ),
    "error.library_foreign": (
        "“{path}” is a database of another program; nothing was changed in it. Choose "
        "another folder with --library."
    ),
    "error.library_beside": (
        "“{path}” is no file of the database's, so the library cannot be used. Move it away; the "
        "database itself was not touched."
    ),
    "error.library_unreadable": (
        "“{path}” cannot be opened. Check that it is a file and that you may read it."
    ),
    "error.library_io": (
        "The disk reported a fault with “{path}”. Check the disk, copy the "
        "library elsewhere, then try again."
    ),
    "error.library_gone": (
        "“{path}” was removed, moved or replaced while it was open, so nothing was written. Put "
        "it back, leave and start again."
    ),
    "error.library_closed": "The library “{path}” is closed. Open it again.",
    "error.library_in_use": (
        "“{path}” holds a reader's own work and is not replaced. Build the starter somewhere else."
    ),
    "error.article_revised": (
        "The article came in again changed, and this passage is not in it as it was. "
        "Look at the new text and mark it there."
    ),
    "error.folder_without_articles": (
        "There are no .md, .txt or .html files in “{path}”. Name the folder that holds them."
    ),
    "error.article_empty": "“{name}” has no text to keep. Give the whole article, with its text.",
    "error.article_joined": "“{title}” was joined with “{other}”. Open that one, and go on there.",
    "error.article_removed": (
        "“{title}” was removed: `meipi restore` puts it back, or u in the library."
    ),
    "error.join_same": "These are one and the same article. Name two different ones.",
    "error.join_none": "No join of this article can be taken back: it was joined with none, or that was taken back.",
    "error.article_unknown": (
        "No article is called “{name}”. `meipi list` shows their titles and paths; a file "
        "can be named, too."
    ),
    "error.removed_unknown": (
        "No article that was removed is called “{name}”. `meipi list --removed` shows them."
    ),
    "error.article_not_removed": "“{title}” is in the library; it was not removed.",
    "error.article_ambiguous": (
        "“{name}” fits several articles: {titles}. Name one by more of its title, or by its "
        "path or id."
    ),
    "error.article_id_taken": (
        "“{path}” has the same id as “{other}”, but another text. Change or remove the id in "
        "one of them."
    ),
    "error.article_conflict_copy": (
        "“{path}” is a copy that a syncing service made of “{other}” because two computers changed "
        "it; it was not taken in. See what differs: `meipi changes {original} --with {copy}` — then "
        "delete one of the two, or rename the copy if it is an article of its own."
    ),
    "error.redo_taken": (
        "Not done: “{name}” is another one's name by now. Rename that one, `meipi {kind} rename "
        "{name_quoted} …`, and then this one: `meipi {kind} rename {own_quoted} {name_quoted}`."
    ),
    "error.turn_taken": (
        "Not done: “{name}” is another one's name by now. Rename that one, `meipi {kind} rename "
        "{name_quoted} …`, and then take this back with `meipi {kind} undo {own_quoted}`."
    ),
    "error.turn_grown": (
        "Not done: since it was undone, more has come to depend on what would go ({count}). "
        "If it is still wanted, do it anew."
    ),
    "error.turn_gone": (
        "Not done: what it leads to was joined or removed since. Take that back first, or do it anew."
    ),
    "error.turn_wide": "{what}. If all of it is meant: {again}",
    "error.annotator_needed": (
        "Marks are signed. Say who you are: --as NAME (a name or a code, only once)."
    ),
    "error.annotator_unknown": ("No annotator is called “{name}”. `meipi annotators` lists them."),
    "error.annotation_unknown": "This annotation is not there any more. Open the article again.",
    "error.not_yours": (
        "This annotation is somebody else's and stays as it is. Make one of your own on the "
        "passage."
    ),
    "error.evidence_unknown": (
        "This piece of evidence is not there any more. Open the article again."
    ),
    "error.evidence_empty": "Evidence needs an address or a remark. Type at least one of them.",
    "error.annotator_many": (
        "More than one annotator is called “{name}”. Give the id instead: {ids}."
    ),
    "error.annotator_same": "This is one annotator already. Name another one to join with.",
    "error.annotator_sample": "“{name}” is the sample, which stays as it is. Name a person.",
    "error.annotator_taken": (
        "Somebody else is called “{name}”. If both are one person, join them: "
        "`meipi annotators join FROM INTO`."
    ),
    "error.label_taken": (
        "Another label is called “{name}”. To make the two one, rename with --join."
    ),
    "error.label_unknown": "There is no label “{name}”. `meipi labels` lists them.",
    "error.verdict_unknown": "There is no verdict “{name}”. Use one of: {known}.",
    "error.verdict_undecided": (
        "A verdict makes a claim decided, which “{status}” does not. Leave out the status or the "
        "verdict."
    ),
    "error.highlight_unknown": (
        "There is no highlight colour “{name}”. Use {known}, or an empty text to take it away."
    ),
    "error.label_too_long": "The name of a label is too long. Use at most {longest} characters.",
    "error.label_digit_free": "Digit {digit} has no label any more. Press it again to name one.",
    "error.label_digit_taken": "Digit {digit} is “{name}” by now. Press it again to put that on.",
    "error.label_empty": "A label needs a name. Type at least one character.",
    "error.name_empty": "A name or code is needed. Type at least one character.",
    "error.name_too_long": "The name is too long. Use at most {longest} characters.",
    "error.span_invalid": "The passage {start}–{end} is not in the text. Select it again.",
    "error.quote_empty": "The quote is empty. Give some words of the article with --quote.",
    "error.quote_not_found": (
        "“{quote}” is not in the article. Copy some words as `meipi show` prints them; only "
        "white space may differ."
    ),
    "error.quote_ambiguous": (
        "“{quote}” is in the article {count} times. Choose one with --prefix, --suffix or "
        "--occurrence."
    ),
    "error.quote_unclear": "“{quote}” is not in the article exactly once. Make the quote longer.",
    "error.occurrence_missing": (
        "There is no occurrence {wanted} of “{quote}”: the article has {count}. Use a smaller "
        "number."
    ),
    "error.mark_empty": (
        "Nothing is said about the passage. Add --tag, --note, --label, --highlight or another "
        "option."
    ),
    "error.batch_line": (
        "Line {line} of the batch is wrong: {reason}. Nothing was kept; correct it and try again."
    ),
    "error.batch_mark": "Line {line} of the batch: {reason} Nothing of the batch was kept.",
    "error.reason.not_utf8": "it is not UTF-8",
    "error.reason.not_json": "it is not JSON from character {column} on",
    "error.reason.not_object": "a JSON object is needed",
    "error.reason.unknown_key": "unknown key “{key}”; known are {known}",
    "error.reason.choice": "“{key}” must be one of {choices}",
    "error.reason.switch": "“{key}” must be true or false",
    "error.reason.number": "“{key}” must be a number from 1",
    "error.reason.texts": "“{key}” must be a list of texts",
    "error.reason.empty": "a text in “{key}” is empty",
    "error.reason.twice": "“{key}” is there twice",
    "error.reason.evidence": ('“{key}” must be a list of addresses or {{"url": …, "remark": …}}'),
    "error.reason.text": "“{key}” must be a text",
    "error.reason.place_needed": "“article” and “quote” are needed",
    "error.reason.nothing_said": "it says nothing about its passage",
    "error.batch_empty": (
        "The batch has no lines. Write one JSON object a line; see `meipi annotate --help`."
    ),
    "error.format_unknown": "There is no format “{name}”. Choose one of: {known}.",
    "error.config_unknown": ("There is no script conversion “{name}”. Choose one of: {known}."),
    "error.engine_wrong": (
        "Another package named “opencc” is installed in place of the script converter. Run: pip "
        "uninstall opencc, then: pip install --force-reinstall opencc-python-reimplemented"
    ),
    "error.query_empty": "There is nothing to search for. Type a word or a filter such as tag:fact.",
    "error.query_long": (
        "A search takes up to {most} words and filters, and {longest} characters. Leave some out,"
        " or search in parts."
    ),
    "error.filter_unknown": (
        "There is no filter “{name}:”. Use one of: {known}. To search for the words themselves, "
        "put them in quotes."
    ),
    "error.filter_value": "After “{name}:” comes one of: {known}.",
    "error.filter_empty": (
        "“{name}:” needs a value right behind the colon, in quotes if there are spaces in it."
    ),
    "error.not_a_terminal": (
        "The reader needs a terminal. To print an article, use: meipi show ARTICLE"
    ),
    "error.terminal_dumb": (
        "This terminal (TERM={name}) cannot show the reader. Use another one, or: "
        "meipi show ARTICLE"
    ),
    "error.terminal_too_small": (
        "The terminal is {width}×{height}. Make it {least} or larger, or use: meipi show ARTICLE"
    ),
    "error.config_unreadable": (
        "The settings “{path}” cannot be read. Check that it is a plain file and that you may "
        "open it, or remove it."
    ),
    "error.config_too_large": (
        "The settings “{path}” are larger than settings can be ({largest} KB, {longest} bytes a "
        "line). Name another file, or shorten it."
    ),
    "error.config_nested": (
        "The settings “{path}” are nested too deeply to be read. Correct them, or remove the file."
    ),
    "error.config_syntax": (
        "The settings “{path}” are not valid TOML: {reason}. Correct that place, or remove "
        "the file."
    ),
    "error.config_unknown_key": (
        "The settings “{path}” have an unknown key “{key}”. Known keys: {known}."
    ),
    "error.config_invalid": (
        "The settings “{path}” have a wrong value for “{key}”. It may be: {expected}."
    ),
    "error.keymap_unknown": (
        "The settings name a command “{id}” that does not exist. docs/configuration.md lists the "
        "ids."
    ),
    "error.keymap_unknown_near": (
        "The settings name a command “{id}” that does not exist. Did you mean: {near}? "
        "docs/configuration.md lists all ids."
    ),
    "error.keymap_clash": (
        "The settings give the key “{key}” to two commands, {one} and {two}. Change one of them."
    ),
}
