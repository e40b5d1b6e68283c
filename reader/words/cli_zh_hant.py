"""What the command line, the exports and all errors say, in Traditional Chinese."""

TABLE: dict[str, str] = {
    # exports and what commands print
    "export.counts": (
        "標記：{total} 條（事實 {facts}、觀點 {opinions}、無主張 {nones}、未判斷 {untagged}；"
        "眉批 {notes}）"
    ),
    "export.annotators": "標記者：{names}",
    "export.orphans": "原文中已找不到的標記",
    "export.highlight": "螢光筆",
    "export.untagged": "未判斷",
    "export.unsure": "{tag}（存疑）",
    "export.marked": "標記時的字句：「{quote}」",
    "export.source": "來源：{source}",
    "export.status": "查核：{status}",
    "export.status.signed": "查核：{status}（{by}）",
    "export.justification": "理由：{text}",
    "export.kind": "類別：{kind}",
    "export.labels": "標籤：{labels}",
    "export.evidence": "證據：{evidence}",
    "export.note": "眉批：{note}",
    "export.annotator": "標記者：{name}",
    "export.view": "{name}（OpenCC {view}）：",
    "cli.migrating": "正在把你的文庫換成新版的格式…… {percent}%",
    "cli.exported": "已寫入「{path}」的標記：{count} 條",
    "cli.labels.row": "{digit}  {name}（{used}）",
    "cli.labels.none": "還沒有標籤。閱讀時按一個數字就能貼上第一個。",
    "cli.labels.verdicts": "查核結果：",
    "cli.labels.verdict": "   {name}（{used}）",
    "cli.labels.renamed": "已改名：{old} → {new}（{used} 條標記）",
    "cli.labels.keyed": "按 {digit} 就貼上「{name}」",
    "cli.labels.freed": "「{name}」不再有數字鍵",
    "cli.labels.described": "已寫下說明：{name}",
    "cli.labels.removed": "已移除：{name}（{used} 條標記）",
    "cli.annotators.none": "這裡還沒有人標記。",
    "cli.annotators.renamed": "已改名：{old} → {new}",
    "cli.annotators.joined": "「{one}」從此就是「{into}」。",
    "cli.names.same": "沒有更動：{name}",
    "cli.names.nothing": "沒有可以復原的名稱更正。",
    "cli.left_out": "略去的私密標記：{count} 條",
    "cli.notes_left_out": "略去的私密眉批：{count} 則",
    "cli.no_annotations": "沒有可匯出的標記：顯示中的標記者在這裡沒有公開的標記。",
    "cli.annotated": "{tag}：「{quote}」",
    "cli.removed": "移除　{title}（meipi restore 可放回）",
    "cli.restored": "放回　{title}",
    "notice.alike": "「{new}」（{file}）也許就是檔案不見了的「{old}」。是同一篇：meipi join {one} {other}；是兩篇：meipi join --apart {one} {other}",
    "cli.apart": "維持兩篇，不再問。",
    "cli.apart.not_asked": "本來就是兩篇，沒有問過。",
    "cli.joined": "合併　{title}（meipi join --undo 可分開）",
    "cli.parted": "分開　{title}／{other}",
    "cli.undone": "已復原：{what}",
    "cli.redone": "已重做：{what}",
    "cli.turned.mark": "〈{title}〉的「{quote}」",
    "cli.turned.marks": "〈{title}〉裡的 {marks} 則",
    "cli.turned.shelf": "{deed}〈{title}〉",
    "cli.turned.several": "{deed}：{covered}",
    "cli.turned.articles": "{deed}：{articles} 篇",
    "cli.turned.feeds": "{deed}：{count} 個訂閱源",
    "cli.turned.left": "後來改過，保留不動：{count} 項",
    "cli.turned.private": "仍是私密：{count} 則",
    "cli.add.new": "新增　{title}（{path}）",
    "cli.add.changed": "改動　{title}（{path}）",
    "cli.add.left_out": "　　　頁面上略去 {count} 行（打開後按 X 看）",
    "cli.add.review": "　　　有 {count} 條標記要再看一眼（打開後按 R）",
    "cli.add.same": "已有　{title}（{path}）",
    "cli.add.database": "存在資料庫裡；你自己的檔案不動",
    "cli.add.sum": "新增 {new}，有改動 {changed}，已有 {same}，收不進 {failed}",
    "cli.row": "事實 {facts}、觀點 {opinions}、無主張 {nones}；已標 {marked}/{claims} 句",
    "cli.none": "沒有這樣的文章。`meipi list --all` 會列出所有文章。",
    "cli.starred": "星號",
    "cli.archived": "封存",
    "cli.found.note": "眉批：",
    "cli.found.by_vocabulary": "（其他地區用詞）",
    "cli.stats.articles": (
        "文章：{articles} 篇；可判斷的句子 {claims} 句，已標 {marked} 句（算你的；"
        "你還沒判斷過的文章，算所有顯示中的標記者的）"
    ),
    "cli.stats.counts": (
        "標記：{total} 條（事實 {facts}、觀點 {opinions}、無主張 {nones}、未判斷 {untagged}；"
        "存疑 {unsure}；眉批 {notes}；螢光筆 {highlights}）"
    ),
    "cli.stats.sections": "依節",
    "cli.stats.sources": "依來源",
    "cli.stats.status": "依查核進度",
    "cli.stats.verdicts": "依查核結果",
    "cli.stats.annotators": "依標記者",
    "cli.stats.row": (
        "{name}：{total} 條（事實 {facts}、觀點 {opinions}、無主張 {nones}、未判斷 {untagged}）"
    ),
    "cli.stats.marked": "  {name}：已標 {marked}/{claims} 句",
    "cli.stats.whole": "以下各表都計入全部 {total} 條，包括未判斷的。",
    "cli.stats.orphans": "原文中已找不到的標記：{count} 條",
    # what is said of a file once
    "notice.repaired": "這個檔案裡的控制、方向或隱形字元已去除：{count} 個",
    "notice.replaced": "這個檔案裡有不成字的位元組，以 � 顯示：{count} 個",
    "notice.teaser": (
        "這個網頁只有文章的開頭，其餘只供訂戶閱讀；在瀏覽器登入後把全文存成網頁，再加入那個檔案即可"
    ),
    "notice.front_matter_unreadable": (
        "「{path}」開頭的資料欄無法解讀，只好當作內文；請檢查它的 YAML 或 TOML"
    ),
    # errors: what happened, and what to do next
    "error.source_private": (
        '「{name}」只在私密標記裡用過。要讓這一條也私密，加上 --private（批次檔寫 "private": true）；'
        "這個名字可以匯出的話，加上 --public（批次檔寫 false）。"
    ),
    "error.source_private_kept": (
        "這一條的來源「{name}」只在私密標記裡用過。可以匯出的話，用 --source 再寫一次；"
        '不然用 --source "" 刪去。'
    ),
    "error.text_private": (
        "這一條的文字裡有「{name}」，這個名字只在私密標記裡用作來源。請刪去這個名字，或加上 --private"
        '（批次檔寫 "private": true）；可以匯出的話，加上 --public（批次檔寫 false）。'
    ),
    "error.text_private_kept": (
        "這一條的文字裡有「{name}」，這個名字只在私密標記裡用作來源。可以匯出的話，"
        "把那段文字再寫一次（--note、--evidence、--justification、--kind、--label）。"
    ),
    "error.name_private": (
        "「{name}」只在私密標記裡用作來源，而這裡寫的會匯出。請刪去這個名字；可以匯出的話，加上 "
        "--public。"
    ),
    "error.argument_empty": "{what} 是空的。請寫出名稱；如果是從變數來的，那個變數沒有設定。",
    "error.file_missing": "找不到檔案或文章「{path}」。請檢查名稱；meipi list 可列出現有的文章。",
    "error.path_needed": (
        "找不到檔案「{path}」，而這裡需要一個檔案。meipi list 可列出文庫裡各篇文章的路徑。"
    ),
    "error.file_is_folder": (
        "「{path}」是資料夾。請指定其中一個檔案，或用 --library 把它當作文庫打開。"
    ),
    "error.file_name_no_text": "「{path}」的檔名不是 UTF-8，無法記進資料庫。請改檔名，或把內容複製進來：meipi add 檔案",
    "error.file_unreadable": "無法讀取「{path}」。請確認它是一般檔案，而且你有權打開。",
    "error.command_unknown": (
        "「{name}」不是指令，也不是文章。是不是要打：{near}？meipi --help 可列出指令；要開文章，"
        "請多寫幾個標題裡的字，或寫路徑。"
    ),
    "error.stdout_closed": "標準輸出是關著的，要印的東西會丟失。請導向某處，例如 /dev/null。",
    "error.folder_unreadable": "無法查看資料夾「{path}」。請確認你有權打開。",
    "error.file_of_library": (
        "「{path}」是文庫自己的檔案，沒有動它。請改存到 articles/ 以外的地方，檔名也不要以 "
        "annotations.db 開頭。"
    ),
    "error.file_exists": "已經有「{path}」，沒有動它。請換一個名字，或用 --force 取代它。",
    "error.ending_unknown": (
        "從「{path}」看不出要寫成哪種格式。請用這些副檔名之一：{known}，或用 --format 指定格式。"
    ),
    "error.stdin_closed": "標準輸入是關著的，讀不到東西。請指定檔案，或用管線把文字送進來。",
    "error.file_empty": "「{path}」裡沒有文字。請確認檔案已經存好，或改用另一個檔案。",
    "error.file_binary": "「{path}」不是文字檔。請把文章存成純文字或 Markdown 再試。",
    "error.page_empty": (
        "「{path}」裡找不到文章內文。網頁上看得到的話，請複製到 .txt 檔案再加進來。"
    ),
    "error.page_login": (
        "「{path}」要先登入或通過驗證，看不到文章。請在瀏覽器裡打開，把網頁存下來，再加進那個檔案。"
    ),
    "error.page_deleted": (
        "「{path}」已經沒有文章：網頁說，內容已刪除或下架。網頁典藏（例如 web.archive.org）也許還有一份，"
        "把它存下來，再加進那個檔案。"
    ),
    "error.article_page_deleted": (
        "「{path}」看不到〈{title}〉了：網頁說，內容已刪除或下架。文庫裡的文字和標記都留著，這件事已經記下。"
    ),
    "error.article_page_missing": (
        "「{path}」看不到〈{title}〉了：網頁說找不到。文庫裡的文字和標記都留著，這件事已經記下。"
    ),
    "error.article_page_login": (
        "「{path}」看不到〈{title}〉了，要先登入。文庫裡的文字留著；要收新的，請在瀏覽器裡把網頁存下來，再加進那個檔案。"
    ),
    "error.page_missing": (
        "「{path}」沒有文章：網頁說找不到。請再看看網址；已經撤走的，網頁典藏（例如 web.archive.org）也許還有一份。"
    ),
    "error.page_notice": (
        "「{path}」沒有文章，只有一則告示：「{said}」。請過一會兒再試，或在瀏覽器裡打開，把網頁存下來，"
        "再加進那個檔案。"
    ),
    "error.article_page_notice": (
        "「{path}」看不到〈{title}〉了，只有一則告示：「{said}」。文庫裡的文字和標記都留著，這件事已經記下。"
    ),
    "error.reading_slow": (
        "「{path}」在 {seconds} 秒內讀不完。網頁上看得到文章的話，請把內文複製到 .txt 檔案再加進來；"
        "太長的文字請分成幾個檔案。"
    ),
    "error.reading_failed": (
        "「{path}」無法讀取：記憶體不夠，或解析器讀到一半就停了。看得到文章的話，"
        "請把內文複製到 .txt 檔案再加進來。"
    ),
    "error.address_not_kept": "文庫裡沒有從「{name}」來的文章。先收進來：meipi add {name}",
    "error.file_too_large": "「{path}」超過 {largest} MB。請分成幾個檔案。",
    "error.file_unwritable": "無法寫入「{path}」（{reason}）。請改存到別處。",
    "error.file_folder_missing": ("無法寫入「{path}」：沒有這個資料夾。請先建立，或改存到別處。"),
    "error.file_forbidden": "無法寫入「{path}」：沒有寫入權限。請檢查權限，或改存到別處。",
    "error.file_link": ("無法寫入「{path}」：中間有連結通往別處。請刪除那個連結，或改存到別處。"),
    "error.link_outside": (
        "「{path}」是連結，通往文庫之外的「{target}」，所以沒有讀取。如果可以讀那個檔案：meipi "
        "{quoted}；要複製進來：meipi add {quoted}"
    ),
    "error.file_outside": (
        "「{path}」改過了。它在文庫之外或隱藏起來，在這台電腦上也沒有指名讀過，所以沒有讀取。"
        "如果可以讀：meipi {quoted}"
    ),
    "error.articles_link": (
        "「{path}」是連結，通往「{target}」，所以那裡什麼都不讀、不寫。請把資料夾本身放到連結的位置。"
    ),
    "error.library_link": (
        "「{path}」是連結，通往「{target}」，所以沒有打開文庫。請把檔案本身放到連結的位置，"
        "或打開它所屬的文庫。"
    ),
    "error.file_on_read_only_disk": "無法寫入「{path}」：那個磁碟不能寫入。請改存到別處。",
    "error.file_name_too_long": "無法寫入「{path}」：檔名太長。請用短一些的名字。",
    "error.disk_full": "磁碟已滿，「{path}」沒有寫入。先前存好的都還在；請騰出空間後再做一次。",
    "error.order_unknown": "沒有「{name}」這種排序。請改用其中一種：{known}",
    "error.shelf_unknown": "沒有「{name}」這個書架。請改用其中一種：{known}",
    "error.title_too_long": "太長了，最多 {longest} 個字。請縮短。",
    "error.filter_name_empty": "篩選要有名字，也要有條件。請兩樣都寫。",
    "error.library_missing": "沒有「{path}」這個資料夾。請先建立，或用 --library 指定另一個文庫。",
    "error.library_not_made": (
        "無法在「{path}」建立你自己的文庫（{reason}）。請指定一個可以寫入的資料夾：meipi "
        "--library 資料夾，或設定 MEIPI_LIBRARY。"
    ),
    "error.library_empty": (
        "文庫裡還沒有文章。請把 .md、.txt 或 .html 檔案放進「{path}」，或直接指定檔案：meipi 檔案"
    ),
    "error.library_locked": "「{path}」正由另一個程式使用。請等它結束，或關閉它再試。",
    "error.library_worked_on": (
        "另一個眉批正在處理整個「{path}」：換成新版的格式，或還原備份。請等它做完再打開。"
    ),
    "error.library_open_elsewhere": (
        "「{path}」是舊版的文庫，要先換成新版的格式，可是另一個程式正開著它，所以什麼都沒有動。"
        "請先關閉那個程式（也許是另一個視窗裡的眉批），再重新打開。"
    ),
    "error.migration_no_room": (
        "「{path}」是舊版的文庫，要先備份，再換成新版的格式。這大約需要 {needed} MB，"
        "磁碟只剩 {free} MB，所以什麼都沒有動。請騰出空間後再重新打開。"
    ),
    "error.migration_no_backup": (
        "「{path}」是舊版的文庫，備份好才會換成新版的格式，可是無法備份，所以什麼都沒有動。{reason}"
    ),
    "error.migration_failed": (
        "「{path}」是舊版的文庫，無法換成新版的格式（{reason}）；什麼都沒有動，備份也做好了。"
        "meipi doctor 會檢查裡面有沒有問題。在那之前，仍可用原來那一版的眉批打開。"
    ),
    "error.library_unshared": (
        "無法寫入「{path}」：這個磁碟沒有共用記憶體，網路磁碟常是這樣（檔案系統：{kind}）。"
        "閱讀不受影響。要標記，請複製到這台電腦自己的磁碟上用：{copy}"
    ),
    "error.library_unlocked": (
        "無法寫入「{path}」：這個磁碟不支援檔案鎖定，網路磁碟常是這樣（檔案系統：{kind}），"
        "兩個程式同時寫入會互相毀壞。閱讀不受影響。要標記，請複製到這台電腦自己的磁碟上用：{copy}"
    ),
    "error.library_log_closed": (
        "最後寫入的內容還在「{path}」旁的日誌裡，而這個磁碟上讀不出來，"
        "網路磁碟常是這樣（檔案系統：{kind}）。資料沒有損壞。請在其他電腦上關閉文庫，"
        "或複製到這台電腦自己的磁碟上用：{copy}"
    ),
    "error.library_read_only": "「{path}」不能寫入。請檢查權限，或把文庫複製到自己的資料夾。",
    "error.library_damaged": (
        "「{path}」已損壞；裡面的東西沒有動過。meipi doctor 會告訴你還讀得出什麼。若有完好的備份，"
        "meipi doctor --restore newest 會換上；備份在別處，請用 meipi doctor --restore 檔案。"
        "這裡最新的備份：{backup}"
    ),
    "error.library_log_strange": (
        "「{path}」是完好的，可是旁邊的「{log}」不是它的，自己動手把備份複製過來就會這樣；併入會毀掉資料庫，"
        "所以什麼都沒有動。meipi doctor --repair 會把那個日誌移到 annotations.db.backups 裡留著。"
    ),
    "error.library_rows": (
        "「{path}」裡有些東西不是眉批寫的樣子，因此無法使用。meipi doctor 會指出是哪些，meipi doctor "
        "--repair 會先備份，再修好能修的。"
    ),
    "error.library_strange": (
        "「{path}」裡有不是眉批建立的檢視表或觸發器（{names}），可能更改讀寫的內容，所以沒有打開。"
        "meipi doctor 會告訴你怎麼辦，meipi doctor --restore newest 會換上最新的完好備份。"
    ),
    "error.library_newer": "「{path}」由較新版的眉批寫成；裡面的東西沒有動過。請安裝最新版的眉批。",
    "error.library_foreign": (
        "「{path}」是另一個程式的資料庫；裡面的東西沒有動過。請用 --library 指定另一個資料夾。"
    ),
    "error.library_beside": "「{path}」不是資料庫的檔案，所以資料庫打不開。請把它移走；annotations.db 本身沒有動過。",
    "error.library_unreadable": "無法打開「{path}」。請確認它是檔案，而且你有權讀取。",
    "error.library_io": "磁碟存取「{path}」時出錯。請檢查磁碟，把文庫複製到別處再試。",
    "error.library_gone": (
        "「{path}」開著的時候被刪除、移走或換掉了，所以什麼都沒有寫入。請把它放回去，離開後再重新打開。"
    ),
    "error.library_closed": "文庫「{path}」已經關閉。請重新打開。",
    "error.library_in_use": "「{path}」存有讀者自己的標記，不會被取代。請在別處建立示例文庫。",
    "error.article_revised": ("文章有了新版本，這一段已不是原來的樣子。請看過新的文字，再標一次。"),
    "error.folder_without_articles": (
        "「{path}」裡沒有 .md、.txt 或 .html 檔案。請指定放文章的資料夾。"
    ),
    "error.article_empty": "「{name}」沒有可以收下的文字。請給整篇文章，連同內文。",
    "error.article_joined": "「{title}」已和「{other}」合併。請打開那一篇，在那裡做。",
    "error.article_removed": "「{title}」已移除：meipi restore 可放回，或在文章庫按 u。",
    "error.join_same": "這是同一篇文章，請指定兩篇不同的文章。",
    "error.join_none": "這篇文章沒有可以復原的合併：從沒合併過，或已經分開了。",
    "error.article_unknown": (
        "沒有叫「{name}」的文章。meipi list 可列出標題與路徑；也可以直接指定檔案。"
    ),
    "error.removed_unknown": (
        "移除的文章裡沒有叫「{name}」的。meipi list --removed 可列出移除了哪些。"
    ),
    "error.article_not_removed": "〈{title}〉還在文庫裡，沒有移除過。",
    "error.article_ambiguous": "「{name}」符合好幾篇文章：{titles}。請多寫幾個字，或改用路徑或 id。",
    "error.article_id_taken": (
        "「{path}」與「{other}」的 id 相同，內文卻不同。請改掉或刪去其中一個 id。"
    ),
    "error.article_conflict_copy": (
        "兩台電腦都改過「{other}」，同步服務因此另存了副本「{path}」；副本沒有收進來。看看差在哪裡："
        "`meipi changes {original} --with {copy}`。然後刪去其中一個；副本若是另一篇文章，請改名。"
    ),
    "error.redo_taken": (
        "沒有做：「{name}」已是另一個的名稱。請先用 `meipi {kind} rename {name_quoted} …` 把那一個改名，"
        "再用 `meipi {kind} rename {own_quoted} {name_quoted}` 改這一個。"
    ),
    "error.turn_taken": (
        "沒有做：「{name}」已是另一個的名稱。請先用 `meipi {kind} rename {name_quoted} …` 把那一個改名，"
        "再用 `meipi {kind} undo {own_quoted}` 復原這一筆。"
    ),
    "error.turn_grown": "沒有做：復原之後又有 {count} 處用到要移走的那一個。若仍要這樣做，請重新做一次。",
    "error.turn_gone": "沒有做：要移往的那一個後來已經合併或移除。請先復原那一步，或重新做一次。",
    "error.turn_wide": "{what}。若全部都要：{again}",
    "error.annotator_needed": "標記要署名。請寫明你是誰：--as 名字（名字或代號，只需一次）。",
    "error.annotator_unknown": "沒有叫「{name}」的標記者。meipi annotators 可列出所有標記者。",
    "error.annotation_unknown": "這條標記已經不在了。請重新打開文章。",
    "error.not_yours": "這是別人的標記，不會改動。請在同一段文字上另加自己的標記。",
    "error.evidence_unknown": "這條證據已經不在了。請重新打開文章。",
    "error.evidence_empty": "證據要有網址或附註。請至少填一項。",
    "error.annotator_many": "叫「{name}」的標記者不只一位。請改用代碼：{ids}。",
    "error.annotator_same": "這已經是同一位標記者。請寫另一位。",
    "error.annotator_sample": "「{name}」是示例，不能改。請寫一位標記者。",
    "error.annotator_taken": (
        "另有一位標記者叫「{name}」。如果是同一個人，請合併：meipi annotators join 甲 乙。"
    ),
    "error.label_taken": "另有一個標籤叫「{name}」。要合成一個，請改名時加上 --join。",
    "error.label_unknown": "沒有「{name}」這個標籤。meipi labels 可列出所有標籤。",
    "error.verdict_unknown": "沒有「{name}」這個查核結果。可用的有：{known}。",
    "error.verdict_undecided": (
        "有查核結果，就是「已查核」（decided），不能同時寫「{status}」。請只留其中一項。"
    ),
    "error.highlight_unknown": "沒有「{name}」這種標示顏色。可用的有：{known}；留空則取消標示。",
    "error.label_too_long": "標籤名稱太長。請用 {longest} 個字以內。",
    "error.label_digit_free": "數字 {digit} 已經沒有標籤。再按一次，可以取名。",
    "error.label_digit_taken": "數字 {digit} 現在是「{name}」。再按一次，就貼上它。",
    "error.label_empty": "標籤要有名稱。請至少輸入一個字。",
    "error.name_empty": "需要名字或代號。請至少輸入一個字。",
    "error.name_too_long": "名字太長。請用 {longest} 個字以內。",
    "error.span_invalid": "選取範圍 {start}–{end} 不在文章內。請重新選取。",
    "error.quote_empty": "引文是空的。請用 --quote 寫出文章裡的字句。",
    "error.quote_not_found": (
        "文章裡沒有「{quote}」。請從 meipi show 的輸出複製原文字句；只有空白和換行可以不同。"
    ),
    "error.quote_ambiguous": (
        "「{quote}」在文章裡出現 {count} 次。請用 --prefix、--suffix 或 --occurrence 指明是哪一處。"
    ),
    "error.quote_unclear": "「{quote}」在文章裡並非恰好出現一次。請把引文寫長一些。",
    "error.occurrence_missing": (
        "「{quote}」在文章裡只出現 {count} 次，沒有第 {wanted} 處。請改用較小的數字。"
    ),
    "error.mark_empty": "沒有說要標記什麼。請加上 --tag、--note、--label、--highlight 或其他選項。",
    "error.batch_line": "批次檔第 {line} 行有誤：{reason}。什麼都沒有寫入；請改正後再試。",
    "error.batch_mark": "批次檔第 {line} 行：{reason}整批都沒有存。",
    "error.reason.not_utf8": "不是 UTF-8 編碼",
    "error.reason.not_json": "從第 {column} 個字元起不是 JSON",
    "error.reason.not_object": "需要一個 JSON 物件",
    "error.reason.unknown_key": "有不認得的項目「{key}」；可用的項目：{known}",
    "error.reason.choice": "「{key}」只能是這些當中的一個：{choices}",
    "error.reason.switch": "「{key}」只能是 true 或 false",
    "error.reason.number": "「{key}」必須是 1 以上的整數",
    "error.reason.texts": "「{key}」必須是字串的陣列",
    "error.reason.empty": "「{key}」裡有空的字串",
    "error.reason.twice": "「{key}」寫了兩次",
    "error.reason.evidence": ('「{key}」必須是陣列，每項是網址或 {{"url": …, "remark": …}}'),
    "error.reason.text": "「{key}」必須是字串",
    "error.reason.place_needed": "缺少「article」或「quote」",
    "error.reason.nothing_said": "沒有說要標記什麼",
    "error.batch_empty": "批次檔裡沒有內容。請每行寫一個 JSON 物件；詳見 meipi annotate --help。",
    "error.format_unknown": "沒有「{name}」這種格式。請從這些當中選一個：{known}。",
    "error.config_unknown": "沒有「{name}」這種繁簡轉換。請從這些當中選一個：{known}。",
    "error.engine_wrong": (
        "繁簡轉換程式的位置被另一個叫「opencc」的套件佔去了。請先執行：pip uninstall opencc，再執行："
        "pip install --force-reinstall opencc-python-reimplemented"
    ),
    "error.query_empty": "沒有要找的東西。請打一個詞，或 tag:fact 這樣的條件。",
    "error.query_long": (
        "一次搜尋最多 {most} 個詞和條件，共 {longest} 個字。請刪去一些，或分幾次找。"
    ),
    "error.filter_unknown": (
        "沒有「{name}:」這個條件。可用的有：{known}。若要找這幾個字本身，請加上引號。"
    ),
    "error.filter_value": "「{name}:」後面要寫：{known}。",
    "error.filter_empty": "「{name}:」的冒號後面要緊接著寫上內容；其中有空格就加引號。",
    "error.not_a_terminal": "閱讀畫面需要終端機。若只要印出文章，請用：meipi show ARTICLE",
    "error.terminal_dumb": (
        "這個終端機（TERM={name}）無法顯示閱讀畫面。請改用別的，或用：meipi show ARTICLE"
    ),
    "error.terminal_too_small": (
        "終端機只有 {width}×{height}。請放大到 {least} 以上，或用：meipi show ARTICLE"
    ),
    "error.config_unreadable": (
        "無法讀取設定檔「{path}」。請確認它是一般檔案，而且你有權打開，或移除這個檔案。"
    ),
    "error.config_too_large": "設定檔「{path}」太大（最多 {largest} KB，每行最多 {longest} 位元組）。請改用別的檔案，或縮短內容。",
    "error.config_nested": "設定檔「{path}」的層數太深，無法讀取。請改正，或移除這個檔案。",
    "error.config_syntax": (
        "設定檔「{path}」不是正確的 TOML：{reason}。請改正那裡，或移除這個檔案。"
    ),
    "error.config_unknown_key": "設定檔「{path}」裡有不認得的項目「{key}」。可用的項目：{known}。",
    "error.config_invalid": "設定檔「{path}」裡「{key}」的值不對。可以是：{expected}。",
    "error.keymap_unknown": "設定檔裡的指令「{id}」不存在。各指令的 id 列在 docs/configuration.md。",
    "error.keymap_unknown_near": (
        "設定檔裡的指令「{id}」不存在。是不是要寫：{near}？所有的 id 列在 docs/configuration.md。"
    ),
    "error.keymap_clash": "設定檔把「{key}」鍵同時給了 {one} 和 {two} 兩個指令。請改掉其中一個。",
}
