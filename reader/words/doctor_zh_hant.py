"""What `meipi doctor` says, in Traditional Chinese."""

TABLE: dict[str, str] = {
    "doctor.in_order": "一切正常：文章 {articles} 篇、標記 {annotations} 條、備份 {backups} 份。",
    "doctor.settings": "{reason}",
    "doctor.counted": (
        "文章 {articles} 篇、標記 {annotations} 條、備份 {backups} 份；發現 {count} 件事。"
    ),
    "doctor.repair_helps": (
        "meipi doctor --repair 會先備份，再修好有 * 的各項；沒有把握的會留給你過目。"
    ),
    "doctor.and_more": "{items} …",
    "doctor.checking.database": "資料庫",
    "doctor.checking.texts": "內文",
    "doctor.checking.anchors": "標記",
    "doctor.checking.search": "搜尋索引",
    "doctor.checking.files": "文章檔案",
    # what was done
    "doctor.backed_up": "備份已做好並驗過：「{path}」",
    "doctor.restored": "文庫已從「{path}」還原。",
    "doctor.aside": "原來的資料庫改放在「{path}」。確定沒有少什麼之後，再刪掉它。",
    "doctor.salvaged": (
        "另從原來的資料庫救回備份裡沒有的：標記 {annotations} 條、文章 {articles} 篇、其他 "
        "{others} 筆"
    ),
    "doctor.spared": "讀得出來、卻放不回去的資料：{count} 筆，存在「{path}」。",
    "doctor.mended.shown": "已修好：重新顯示最新一版的文章 {count} 篇",
    "doctor.mended.joined": "已修好：屬於已合併的文章或標記者的內容 {count} 項",
    "doctor.mended.aliases": "已修好：重新由內文認得的文章 {count} 篇",
    "doctor.mended.standing": "已修好：不知道是否復原過的改動 {count} 筆",
    "doctor.mended.listing": "已修好：重建文章與標記的清單。",
    "doctor.mended.log": "已修好：不屬於這個資料庫的日誌 {count} 個，移到了 annotations.db.backups。",
    "doctor.mended.mode": "已修好：資料庫現在只有你能讀。",
    "doctor.mended.leftovers": "已修好：刪去沒寫完的檔案 {count} 個",
    "doctor.mended.indexes": "已修好：資料庫的索引重新做過。",
    "doctor.mended.texts": "已修好：照原樣放回的內文 {count} 篇",
    "doctor.mended.outlines": "已修好：重新分出結構的文章 {count} 篇",
    "doctor.mended.anchors": "已修好：重新定位的標記 {count} 條。請看過標明待看的那些。",
    "doctor.mended.pointers": "已修好：改正的閱讀位置與設定 {count} 項",
    "doctor.mended.times": "已修好：時鐘調錯時留下的改動時間 {count} 個",
    "doctor.mended.clocks": "已修好：無法解讀的改動時間 {count} 個",
    "doctor.mended.rows": "已修好：無法解讀而清空或重新產生的值 {count} 個",
    "doctor.mended.search": "已修好：重新編入搜尋索引的文章 {count} 篇",
    # the database as a whole
    "doctor.database_missing": (
        "沒有「{path}」。下次打開會新建一個空的；如果有備份，meipi doctor --restore newest 會把它放回去。"
    ),
    "doctor.database_beside": "「{path}」不是檔案，所以旁邊的資料庫打不開。請把它移走；資料庫本身沒有動過。",
    "doctor.database_unreadable": "無法打開「{path}」（{reason}）。請確認它是檔案，而且你有權讀取。",
    "doctor.database_locked": "「{path}」正由另一個程式佔用。請等它結束再檢查。",
    "doctor.database_damaged": "「{path}」已損壞（{reason}）；裡面的東西沒有動過。",
    "doctor.log_strange": (
        "「{path}」是完好的，可是旁邊的「{log}」不是它的：併入就會毀掉資料庫，所以沒有打開。"
        "自己動手換過資料庫的檔案，就會這樣。--repair 會把那個日誌移到 annotations.db.backups，什麼都不刪。"
    ),
    "doctor.database_foreign": "「{path}」是另一個程式的資料庫。請用 --library 指定另一個資料夾。",
    "doctor.database_newer": "「{path}」由較新版的眉批寫成。請安裝最新版的 meipi。",
    "doctor.database_old": "資料庫是舊版眉批寫的，內容還沒檢查。下次打開會先備份，再升級；升級後請再檢查一次。",
    "doctor.left_readable": "還讀得出來的：文章 {articles} 篇、標記 {annotations} 條",
    "doctor.restore_possible": (
        "「{backup}」是完好的。meipi doctor --restore newest 會把它換上，救回還讀得出來的部分，"
        "並把損壞的檔案改名留著。"
    ),
    "doctor.restore_lacks": (
        "那份備份裡沒有、但還讀得出來的：{changes} 次改動，最早在 {since}。"
        "還原時會把完好的接過來；已經讀不出來的不算在內。"
    ),
    "doctor.restored_unused": (
        "損壞的檔案裡什麼都沒能接過來（{reason}）：文庫回到了做備份時的樣子。"
    ),
    "doctor.restored_without": (
        "裡面沒有：{changes} 次改動，最早在 {since}。它們還在改放到一旁的檔案裡。"
    ),
    "doctor.restore_impossible": (
        "旁邊沒有完好的備份。請留著這個檔案；若自己另有備份，可用 meipi doctor --restore 檔案 換上。"
    ),
    "doctor.references_missing": (
        "指向不存在之物的資料：{count} 筆（{items}）。這無法修復；若是最近才有的，請用 meipi "
        "doctor --restore 檔案 還原備份。"
    ),
    "doctor.index_damaged": "資料庫的索引與資料表不合：{count} 處",
    "doctor.index_missing": "資料庫缺了索引：{items}",
    "doctor.table_missing": "資料庫缺了資料表：{items}",
    "doctor.table_differs": (
        "有些資料表不是眉批做的樣子：{items}。可能被別的程式改過，也可能是磁碟出錯。"
    ),
    "doctor.trigger_strange": (
        "資料庫裡有不是眉批建立的檢視表或觸發器：{items}。它們可能更改讀寫的內容，因此不會打開。"
    ),
    "doctor.table_strange": "資料庫裡有不是眉批做的資料表：{items}",
    # the files beside it
    "doctor.mode_open": "這台電腦上的其他人可以讀資料庫（權限 {mode}）",
    "doctor.log_waits": (
        "「{path}」裡有還沒併入資料庫的改動：可能正開著，也可能有程式被強行結束。下次打開會併入；"
        "請不要刪。"
    ),
    "doctor.write_interrupted": "寫入「{path}」時中斷了，或正在寫。下次打開就會正常。",
    "doctor.leftover_young": (
        "正在寫的檔案，或程式剛剛被強行結束而留下的：{items}。滿一小時後 --repair 會刪去。"
    ),
    "doctor.leftover": "程式被強行結束，留下沒寫完的檔案：{items}",
    "doctor.set_aside": "先前改放到一旁的檔案：{items}。確定沒有少什麼之後，再刪掉它。",
    "doctor.backup_damaged": (
        "不完整的備份：{items}。請刪掉，再用 meipi doctor --backup 做一份新的。"
    ),
    "doctor.backup_none": ("還沒有備份。閱讀時會自動做一份；meipi doctor --backup 可以現在就做。"),
    "doctor.backup_old": (
        "最新的完好備份是 {date} 的，之後你又寫過東西。meipi doctor --backup 可以現在就做一份，"
        "做不成會告訴你原因。"
    ),
    "doctor.folder_closed": "「{path}」不能寫入，所以那裡存不了標記，也做不了備份。",
    "doctor.disk_unshared": (
        "「{path}」所在的磁碟沒有共用記憶體（檔案系統：{kind}），網路磁碟常是這樣。"
        "已存進檔案的可以閱讀，但標記和眉批無法存在那裡。請複製一份來用：{copy}"
    ),
    "doctor.disk_unlocked": (
        "「{path}」所在的磁碟不支援檔案鎖定（檔案系統：{kind}），網路磁碟常是這樣。"
        "已存進檔案的可以閱讀，但標記和眉批無法存在那裡。請複製一份來用：{copy}"
    ),
    "doctor.remote_disk": (
        "「{path}」在網路磁碟上（檔案系統：{kind}）。請一次只在一台電腦上打開文庫："
        "兩台電腦同時寫入，可能把資料庫毀掉。"
    ),
    "doctor.folder_synced": (
        "「{path}」由 {service} 在幾台電腦之間同步。請一次只在一台電腦上打開文庫，"
        "等同步完成再到另一台打開。"
    ),
    "doctor.no_room": "「{path}」所在的磁碟放不下一份備份。請騰出空間，或把文庫搬到別處。",
    "doctor.conflict_newer": (
        "兩台電腦都寫過資料庫，同步服務因此另存了副本「{path}」。只有副本裡才有、"
        "或副本裡較新的標記：{count} 條。眉批不會合併兩個資料庫。"
        "可以把副本當作另一個文庫打開來看：`{open}`　把其中公開的標記寫成表格，再到這裡補上："
        "`{export}`。或用副本取代現在的資料庫（原來的會改名留著）：`{restore}`"
    ),
    "doctor.conflict_older": (
        "「{path}」是同步服務另存的資料庫副本。其中的標記這裡都有，而且不比副本舊；"
        "可以先打開來看：`{open}`。不需要別的就刪掉它。"
    ),
    "doctor.conflict_unreadable": (
        "「{path}」是同步服務另存的資料庫副本，但讀不出來。請讓同步服務重新傳送，或刪掉它。"
    ),
    # texts, outlines and annotations
    "doctor.text_changed": (
        "與存入時不同的內文：{count} 篇（{items}）。如果文章檔案或備份裡有，會照樣放回。"
    ),
    "doctor.length_wrong": "長度記錯的內文：{count} 篇（{items}）",
    "doctor.outline_missing": "沒有結構的文章：{count} 篇（{items}）",
    "doctor.outline_wrong": "結構與內文不合的文章：{count} 篇（{items}）",
    "doctor.outline_old": "按舊規則斷句的文章：{count} 篇（{items}）。照舊可以讀。",
    "doctor.anchor_missing": "在原文中沒有位置的標記：{count} 條（「{items}」）",
    "doctor.anchor_wrong": "落在別的字句上的標記：{count} 條（「{items}」）",
    "doctor.anchor_context": "前後文與標記時不同的標記：{count} 條（「{items}」）",
    "doctor.shown_wrong": "顯示的內容與最新一版不同的文章：{count} 篇（{items}）",
    "doctor.articles_joined": "已與另一篇合併、卻還在或還有內容的文章：{count} 篇（{items}）",
    "doctor.persons_joined": "已與另一人合併、卻還在或還有標記的標記者：{count} 位（{items}）",
    "doctor.persons_same": (
        "有兩位標記者同名：{count} 個名字（{items}）。`meipi annotators --json` 會列出各自的 id；"
        "`meipi annotators join ID ID` 把兩位合而為一，`meipi annotators rename ID 名字` 把兩位分開。"
    ),
    "doctor.alias_missing": "無法由自己的內文認出的文章：{count} 篇（{items}）",
    "doctor.changes_standing": "復原過卻仍算數、或沒有復原卻不算數的改動：{count} 筆",
    "doctor.listing_wrong": "清單上的樣子與實際不同的文章：{count} 篇（{items}）",
    "doctor.claims_wrong": "清單上的標記與實際不同的文章：{count} 篇（{items}）",
    "doctor.rows_disagree": (
        "互相矛盾的值：{count} 個（{items}）。是別的程式或有人直接改過；該有什麼，見 docs/storage.md。"
    ),
    "doctor.position_beyond": "超出內文結尾的閱讀位置：{count} 個（{items}）",
    "doctor.me_unknown": "文庫不知道是誰在讀了；下次標記時會再問你的名字。",
    "doctor.arrival_unknown": "關於不存在的文章的通知：{count} 則",
    "doctor.draft_hidden": (
        "沒寫完的眉批，所在的段落已不再顯示：{count} 條（「{items}」）。需要的話請從這裡抄下來。"
    ),
    "doctor.clock_ahead": (
        "時鐘調錯時留下的改動時間（最晚到 {until}），連同其後的改動：{count} 個。--repair 會照原來的先後改用現在"
        "的時間。"
    ),
    "doctor.clock_unset": (
        "這台電腦的時鐘是 {now}，不可能對。請先調好；在那之前，新標記的先後仍然不亂。"
    ),
    "doctor.clock_wrong": "無法解讀的改動時間：{count} 個（{items}）",
    "doctor.row_wrong": (
        "不是眉批寫的、也無法解讀的值：{count} 個（{items}）。是別的程式或有人直接改過。"
    ),
    "doctor.id_wrong": (
        "不是眉批寫的識別碼：{count} 個（{items}）。這無法修復；若是最近才有的，請用 meipi "
        "doctor --restore 檔案 還原備份。"
    ),
    "doctor.search_wrong": "搜尋索引與文章不合：{count} 篇（{items}）",
    # files
    "doctor.files_outside": "指向文庫之外的檔名：{count} 個（{items}）。這樣的檔案不會讀。",
    "doctor.database_link": (
        "「{path}」是連結，通往「{target}」，所以沒有打開。請把檔案本身放到連結的位置，"
        "或檢查它所屬的文庫。"
    ),
    "doctor.links_beside": (
        "應該是資料庫自己的檔案，卻是連結：{count} 個（{items}）。請刪掉；"
        "不會經由它們讀寫任何東西。"
    ),
    "doctor.articles_link": (
        "「{path}」是連結，通往「{target}」，所以那裡什麼都不讀、不寫。請把資料夾本身放到連結的位置。"
    ),
    "doctor.links_outside": (
        "通往文庫之外的連結：{count} 個（{items}）。不會經由它們寫入，也只讀你指名過的檔案："
        "meipi 檔案"
    ),
    "doctor.links_nowhere": "沒有通往任何地方的連結：{count} 個（{items}）。請刪掉。",
    "doctor.own_outside": (
        "資料庫把文庫之外或隱藏的檔案記成眉批寫的：{count} 個（{items}）。這些檔案絕不會被寫入。"
        "這個資料庫不是眉批留下的樣子。"
    ),
    "doctor.files_unnamed": (
        "在文庫之外或隱藏起來，而在這台電腦上沒有指名讀過的檔案：{count} 個（{items}）。"
        "指名之前不會再讀：meipi 檔案"
    ),
    "doctor.files_unreadable": (
        "無法讀取的檔案：{count} 個（{items}）。請檢查權限；已經存入的內文照樣可以讀。"
    ),
    "doctor.files_twice": "兩個檔案自稱同一篇文章，內文卻不同：{items}。請改掉其中一個的 id。",
    "doctor.files_conflict": (
        "兩台電腦都改過同一篇文章，同步服務因此另存的副本：{count} 個（{items}，"
        "括號裡是原本的檔案）。這些沒有收進來；meipi list 會告訴你怎麼比較。"
    ),
    "doctor.files_missing": "不見了的檔案：{count} 個（{items}）。文章仍在文庫裡。",
    "doctor.files_changed": "改過的檔案：{count} 個（{items}）。打開文章時會再讀入。",
    "doctor.files_refused": "讀不進來的檔案：{count} 個（{items}）。原因見 meipi list。",
    "doctor.files_new": "還沒讀入的新檔案：{count} 個（{items}）。meipi list 會讀入。",
    # errors
    "error.backup_not_whole": (
        "「{path}」的備份不完整，沒有留下（{reason}）。meipi doctor 會告訴你資料庫本身是否損壞。"
    ),
    "error.backup_underway": "另一個程式正在為「{path}」做備份。請等它做完。",
    "error.backup_blocked": (
        "無法備份：「{path}」是資料夾，備份寫完前要放在這裡。請把它移走再試一次。"
    ),
    "error.backup_damaged": (
        "「{path}」不是完整的備份（{reason}）；什麼都沒有動。若有完好的備份，meipi doctor 會指出來。"
    ),
    "error.backup_unknown": "沒有備份「{name}」。請寫出檔案，或「{path}」裡的檔名；newest 是最新且完整的那一份。",
    "error.backup_none": (
        "「{path}」旁邊沒有完好的備份；什麼都沒有動。請指定檔案：meipi doctor --restore 檔案"
    ),
    "error.restore_needless": (
        "「{path}」是完好的，所以沒有還原。若仍要回到從前的狀態，"
        "請指定備份：meipi doctor --restore 檔案"
    ),
    "error.stamps_ahead": (
        "「{path}」裡有改動的時間晚到 {until}，比這台電腦的時鐘（{now}）晚一天以上；什麼都沒有動。若是這台電腦"
        "的時鐘不對，請先調好再試；若時鐘沒錯，那是某個時鐘曾經調錯：請加上 --repair，改用現在的時間。"
    ),
    "error.restore_failed": (
        "用「{path}」的備份做出來的檔案不完整（{reason}）；什麼都沒有動。"
        "請改用另一份備份：meipi doctor --restore 檔案"
    ),
}
