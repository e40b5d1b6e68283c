"""What `meipi doctor` says, in English."""

TABLE: dict[str, str] = {
    "doctor.in_order": (
        "Everything is in order. Articles: {articles}, annotations: {annotations}, "
        "backups: {backups}."
    ),
    "doctor.settings": "{reason}",
    "doctor.counted": (
        "Articles: {articles}, annotations: {annotations}, backups: {backups}. Found: {count}."
    ),
    "doctor.repair_helps": (
        "`meipi doctor --repair` mends what is marked with *, after a backup. What it is not sure "
        "of, it gives you to look at."
    ),
    "doctor.and_more": "{items} …",
    "doctor.checking.database": "database",
    "doctor.checking.texts": "texts",
    "doctor.checking.anchors": "annotations",
    "doctor.checking.search": "search index",
    "doctor.checking.files": "files",
    # what was done
    "doctor.backed_up": "Backup made and verified: “{path}”",
    "doctor.restored": "The library was restored from “{path}”.",
    "doctor.aside": (
        "The database that was there is now “{path}”. Delete it when you are sure that nothing "
        "is missing."
    ),
    "doctor.salvaged": (
        "Recovered from it beyond what the backup holds: annotations {annotations}, articles "
        "{articles}, other rows {others}"
    ),
    "doctor.spared": (
        "Rows that could be read in it but not put back: {count}. They are in “{path}”."
    ),
    "doctor.mended.shown": "Mended: articles that show their newest revision again: {count}",
    "doctor.mended.joined": (
        "Mended: what belonged to articles or persons that were joined with others: {count}"
    ),
    "doctor.mended.aliases": "Mended: texts by which an article is known again: {count}",
    "doctor.mended.standing": "Mended: changes that did not know whether they were undone: {count}",
    "doctor.mended.listing": "Mended: the lists of articles and annotations were made anew.",
    "doctor.mended.log": (
        "Mended: logs that do not belong to the database, moved to annotations.db.backups: {count}"
    ),
    "doctor.mended.mode": "Mended: only you can read the database now.",
    "doctor.mended.leftovers": "Mended: unfinished files deleted: {count}",
    "doctor.mended.indexes": "Mended: the database's indexes were made anew.",
    "doctor.mended.texts": "Mended: texts put back as they were: {count}",
    "doctor.mended.outlines": "Mended: outlines made anew: {count}",
    "doctor.mended.anchors": (
        "Mended: annotations looked up again: {count}. Look at those that are marked for review."
    ),
    "doctor.mended.pointers": "Mended: reading positions and settings put right: {count}",
    "doctor.mended.times": "Mended: changes with times that a wrong clock gave: {count}",
    "doctor.mended.clocks": "Mended: times of changes that could not be read: {count}",
    "doctor.mended.rows": (
        "Mended: values that could not be read, now empty or made anew: {count}"
    ),
    "doctor.mended.search": "Mended: articles in the search index, made anew: {count}",
    # the database as a whole
    "doctor.database_missing": (
        "There is no “{path}”. The next opening makes a new, empty one; if there is a backup, "
        "`meipi doctor --restore newest` puts it there instead."
    ),
    "doctor.database_beside": (
        "“{path}” is no file, so the database beside it cannot be opened. Move it away; the "
        "database itself was not touched."
    ),
    "doctor.database_unreadable": (
        "“{path}” cannot be opened ({reason}). Check that it is a file and that you may read it."
    ),
    "doctor.database_locked": (
        "“{path}” is in use by another program. Wait until it is done, then check again."
    ),
    "doctor.database_damaged": "“{path}” is damaged ({reason}); nothing was changed in it.",
    "doctor.log_strange": (
        "“{path}” is whole, but “{log}” beside it does not belong to it: taking it in would destroy "
        "the database, so it was not opened. This happens when a database is put in the place of "
        "another by hand. --repair moves the log to annotations.db.backups; nothing is deleted."
    ),
    "doctor.database_foreign": (
        "“{path}” is a database of another program. Choose another folder with --library."
    ),
    "doctor.database_newer": (
        "“{path}” was written by a newer Meipi. Install the newest version of meipi."
    ),
    "doctor.database_old": (
        "The database is from an older Meipi; what is in it was not checked. The next opening "
        "brings it up to date, after a backup; check it again then."
    ),
    "doctor.left_readable": (
        "Still readable in it: articles {articles}, annotations {annotations}"
    ),
    "doctor.restore_possible": (
        "“{backup}” is whole. `meipi doctor --restore newest` puts it in place, takes over what "
        "can still be read, and keeps the damaged file under another name."
    ),
    "doctor.restore_lacks": (
        "Not in that backup, but still readable: changes {changes}, the first on {since}. "
        "Restoring takes them over as far as they are whole; what cannot be read any more is not "
        "counted here."
    ),
    "doctor.restored_unused": (
        "Nothing of the damaged file could be taken over ({reason}): the library is as it was when "
        "the backup was made."
    ),
    "doctor.restored_without": (
        "Not in it: changes {changes}, the first on {since}. They are in the file that was set "
        "aside."
    ),
    "doctor.restore_impossible": (
        "There is no whole backup beside it. Keep the file; if you have a backup elsewhere, put "
        "it in place with `meipi doctor --restore FILE`."
    ),
    "doctor.references_missing": (
        "Rows that point at what is not there: {count} ({items}). This cannot be mended; if it is "
        "new, restore a backup with `meipi doctor --restore FILE`."
    ),
    "doctor.index_damaged": "The database's indexes do not fit its tables (places: {count})",
    "doctor.index_missing": "Indexes of the database are missing: {items}",
    "doctor.table_missing": "Tables of the database are missing: {items}",
    "doctor.table_differs": (
        "Tables are not made as Meipi makes them: {items}. Another program changed them, or the "
        "disk did."
    ),
    "doctor.trigger_strange": (
        "The database has views or triggers that Meipi did not make: {items}. They could change what "
        "is read and written, so the library is not opened."
    ),
    "doctor.table_strange": "The database has tables that Meipi did not make: {items}",
    # the files beside it
    "doctor.mode_open": "Others on this computer may read the database (mode {mode})",
    "doctor.log_waits": (
        "“{path}” holds changes that are not in the database file yet: it is open, or a program "
        "was killed. The next opening takes them in; do not delete it."
    ),
    "doctor.write_interrupted": (
        "A write to “{path}” was interrupted, or is under way. The next opening puts it right."
    ),
    "doctor.leftover_young": (
        "Files that are being written, or that a program left that was killed just now: {items}. "
        "`--repair` deletes them once they are an hour old."
    ),
    "doctor.leftover": "Unfinished files of a program that was killed: {items}",
    "doctor.set_aside": (
        "Set aside earlier: {items}. Delete it when you are sure that nothing is missing."
    ),
    "doctor.backup_damaged": (
        "Backups that are not whole: {items}. Delete them, and make a new one with "
        "`meipi doctor --backup`."
    ),
    "doctor.backup_none": (
        "There is no backup yet. One is made while you read; `meipi doctor --backup` makes it now."
    ),
    "doctor.backup_old": (
        "The newest whole backup is from {date}, and you have written since. `meipi doctor "
        "--backup` makes one now, and says if it cannot."
    ),
    "doctor.folder_closed": (
        "“{path}” may not be written to, so no marks and no backups can be kept there."
    ),
    "doctor.disk_unshared": (
        "“{path}” is on a disk without shared memory (file system: {kind}), like many network "
        "drives. What is in its file can be read; marks and notes cannot be kept there. Work on "
        "a copy: {copy}"
    ),
    "doctor.disk_unlocked": (
        "“{path}” is on a disk without file locks (file system: {kind}), like many network "
        "drives. What is in its file can be read; marks and notes cannot be kept there. Work on "
        "a copy: {copy}"
    ),
    "doctor.remote_disk": (
        "“{path}” is on a network drive (file system: {kind}). Open the library on one computer "
        "at a time: a database that two computers write to can be destroyed."
    ),
    "doctor.folder_synced": (
        "“{path}” is synchronised with other computers by {service}. Open the library on one of "
        "them at a time, and let the syncing end before you open it on another."
    ),
    "doctor.no_room": (
        "The disk of “{path}” has no room for a backup. Free some space, or move the library."
    ),
    "doctor.conflict_newer": (
        "“{path}” is a copy of the database that a syncing service made because two computers wrote "
        "to it. Annotations that it alone has, or has newer: {count}. Meipi does not put two "
        "databases together. Look at the copy as a library of its own: `{open}` — and write its "
        "public annotations into a table, to make them here again: `{export}` — or put it in the "
        "place of the database, which is kept under another name: `{restore}`"
    ),
    "doctor.conflict_older": (
        "“{path}” is a copy of the database that a syncing service made. The library has all of its "
        "annotations, as new or newer; look at it with: `{open}` — and delete it if you need nothing "
        "else of it."
    ),
    "doctor.conflict_unreadable": (
        "“{path}” is a copy of the database that a syncing service made, and cannot be read. Have "
        "the service send it again, or delete it."
    ),
    # texts, outlines and annotations
    "doctor.text_changed": (
        "Texts that are not what was stored: {count} ({items}). They are put back from their file "
        "or a backup if one has them."
    ),
    "doctor.length_wrong": "Texts with a wrong length on record: {count} ({items})",
    "doctor.outline_missing": "Articles without an outline: {count} ({items})",
    "doctor.outline_wrong": "Outlines that do not fit their text: {count} ({items})",
    "doctor.outline_old": (
        "Articles whose sentences were split by older rules: {count} ({items}). They can be read "
        "as they are."
    ),
    "doctor.anchor_missing": "Annotations without a place in the text: {count} (“{items}”)",
    "doctor.anchor_wrong": (
        "Annotations that lie on other words than those that were annotated: {count} (“{items}”)"
    ),
    "doctor.anchor_context": (
        "Annotations whose words once stood in other surroundings: {count} (“{items}”)"
    ),
    "doctor.shown_wrong": "Articles that show something else than their newest revision: {count} ({items})",
    "doctor.articles_joined": (
        "Articles that were joined with another and still stand or have something: {count} ({items})"
    ),
    "doctor.persons_joined": (
        "Persons who were joined with another and still stand or have said something: {count} ({items})"
    ),
    "doctor.persons_same": (
        "Names that two persons have: {count} ({items}). `meipi annotators --json` shows their "
        "ids; `meipi annotators join ID ID` makes them one, `meipi annotators rename ID NAME` "
        "tells them apart."
    ),
    "doctor.alias_missing": "Articles that are not known by one of their texts: {count} ({items})",
    "doctor.changes_standing": "Changes that stand though they were undone, or the other way round: {count}",
    "doctor.listing_wrong": "Articles that the list shows otherwise than they are: {count} ({items})",
    "doctor.claims_wrong": (
        "Articles whose annotations the list shows otherwise than they are: {count} ({items})"
    ),
    "doctor.rows_disagree": (
        "Values that contradict others: {count} ({items}). Another program, or somebody's hand, "
        "changed them; docs/storage.md says what belongs there."
    ),
    "doctor.position_beyond": "Reading positions beyond the end of their text: {count} ({items})",
    "doctor.me_unknown": (
        "The library does not know any more who reads in it; it will ask for your name."
    ),
    "doctor.arrival_unknown": "Notices about articles that are not there: {count}",
    "doctor.draft_hidden": (
        "Unfinished notes on passages that are not shown any more: {count} (“{items}”). Copy the "
        "words from here if you need them."
    ),
    "doctor.clock_wrong": "Times of changes that cannot be read: {count} ({items})",
    "doctor.clock_ahead": (
        "Changes with times that a wrong clock gave, up to {until}, and those made since: {count}. "
        "--repair gives them times of now, in the order in which they were made."
    ),
    "doctor.clock_unset": (
        "This computer's clock says {now}, which cannot be right. Set it; new marks keep their "
        "order meanwhile."
    ),
    "doctor.row_wrong": (
        "Values that Meipi did not write and cannot read: {count} ({items}). Another program, or "
        "somebody's hand, changed them."
    ),
    "doctor.id_wrong": (
        "Ids that Meipi did not write: {count} ({items}). This cannot be mended; if it is new, "
        "restore a backup with `meipi doctor --restore FILE`."
    ),
    "doctor.search_wrong": (
        "The search index is not what it should be for articles: {count} ({items})"
    ),
    # files
    "doctor.files_outside": (
        "File names that lead out of the library: {count} ({items}). Such a file is not read."
    ),
    "doctor.database_link": (
        "“{path}” is a link to “{target}”, so it is not opened. Put the file itself in the link's "
        "place, or look at the library that it belongs to."
    ),
    "doctor.links_beside": (
        "Links in the place of the database's own files: {count} ({items}). Delete them; nothing "
        "is read or written through them."
    ),
    "doctor.articles_link": (
        "“{path}” is a link to “{target}”, so nothing is read or written there. Put the folder "
        "itself in the link's place."
    ),
    "doctor.links_outside": (
        "Links that lead out of the library: {count} ({items}). Nothing is written through them, "
        "and only files that you have named are read: meipi FILE"
    ),
    "doctor.links_nowhere": "Links that lead nowhere: {count} ({items}). Delete them.",
    "doctor.own_outside": (
        "Files outside the library, or hidden in it, that the database says Meipi wrote: {count} "
        "({items}). None of them is ever written to. The database is not as Meipi leaves it."
    ),
    "doctor.files_unnamed": (
        "Files outside the library, or hidden in it, that were not named on this machine: {count} "
        "({items}). They are not read again until you name them: meipi FILE"
    ),
    "doctor.files_unreadable": (
        "Files that cannot be read: {count} ({items}). Check their permissions; what is stored of "
        "them can be read all the same."
    ),
    "doctor.files_twice": (
        "Two files say that they are the same article, with different texts: {items}. Change the "
        "id in one of them."
    ),
    "doctor.files_conflict": (
        "Copies that a syncing service made because two computers changed an article: {count} "
        "({items}, with the original in parentheses). They are not taken in; `meipi list` says how "
        "to compare them."
    ),
    "doctor.files_missing": (
        "Files that are gone: {count} ({items}). Their articles are in the library all the same."
    ),
    "doctor.files_changed": (
        "Files that changed: {count} ({items}). Opening the article takes them in again."
    ),
    "doctor.files_new": (
        "New files that were not taken in yet: {count} ({items}). `meipi list` takes them in."
    ),
    "doctor.files_refused": (
        "Files that cannot be taken in: {count} ({items}). `meipi list` says why."
    ),
    # errors
    "error.backup_not_whole": (
        "The backup of “{path}” was not whole and was not kept ({reason}). `meipi doctor` says "
        "whether the database itself is damaged."
    ),
    "error.backup_underway": (
        "Another program is making a backup of “{path}”. Wait until it is done."
    ),
    "error.backup_blocked": (
        "No backup can be made: “{path}” is a folder, where a backup is written until it is whole. "
        "Move it away and try again."
    ),
    "error.backup_damaged": (
        "“{path}” is no whole backup ({reason}); nothing was changed. `meipi doctor` names one "
        "that is whole, if there is one."
    ),
    "error.backup_unknown": (
        "There is no backup “{name}”. Name a file, or one in “{path}”; “newest” is the newest that "
        "is whole."
    ),
    "error.backup_none": (
        "There is no whole backup beside “{path}”; nothing was changed. Name a file: "
        "meipi doctor --restore FILE"
    ),
    "error.restore_needless": (
        "“{path}” is whole, so nothing was restored. To go back to an older state all the same, "
        "name the backup: meipi doctor --restore FILE"
    ),
    "error.stamps_ahead": (
        "“{path}” holds changes with times up to {until}, more than a day later than this computer's "
        "clock ({now}); nothing was changed. If this clock is wrong, set it right and try again. If "
        "it is right, a clock was once wrong: add --repair, which gives those changes times of now."
    ),
    "error.restore_failed": (
        "What was made from the backup of “{path}” is not whole ({reason}); nothing was changed. "
        "Try another backup: meipi doctor --restore FILE"
    ),
}
