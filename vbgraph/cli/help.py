"""Help of commands and options, (vi, en). The first line of a command stands in the list of commands.

Keys are the command ("db backup") or command.option ("map.depth"); an option that means the same everywhere
stands under ".option".
"""

from __future__ import annotations

from vbgraph.cli import corrections_words
from vbgraph.cli.messages import Speech

#: Headings of help texts as typer prints them, and in Vietnamese.
HEADINGS = (
    ("Usage: ", "Cách dùng: "),
    ("\nArguments:\n", "\nĐối số:\n"),
    ("\nOptions:\n", "\nTùy chọn:\n"),
    ("\nCommands:\n", "\nLệnh:\n"),
    ("[required]", "[bắt buộc]"),
    ("[default: ", "[mặc định: "),
    ("Show this message and exit.", "In phần trợ giúp này."),
)

HELP: dict[str, tuple[str, str]] = {
    **corrections_words.HELP,
    "": (
        "Bản đồ trích dẫn của văn bản Đảng và Nhà nước.\n\n"
        "Đưa vào một thư mục văn bản; vbgraph tìm mọi trích dẫn, xác định từng văn bản được dẫn, dựng đồ thị, "
        "rồi trả lời: văn bản này bắt nguồn từ đâu, ai triển khai, còn thiếu văn bản nào.",
        "Citation graph explorer for Vietnamese Party and State documents.\n\n"
        "A folder of documents goes in; vbgraph finds every citation, works out which document each one means, "
        "builds the graph and answers: where does this come from, who implements it, what is missing.",
    ),
    "ingest": (
        "Đọc tệp, thư mục và dựng đồ thị.\n\n"
        "Chạy lại bao nhiêu lần cũng được: chỉ đọc tệp mới và tệp đã đổi; tệp đổi chỗ được nhận ra theo nội dung; "
        "tệp không còn vẫn được giữ trừ khi có --prune. Kết thúc bằng một báo cáo.",
        "Read files and folders and build the graph.\n\n"
        "Run it as often as you like: only new and changed files are read, moved ones are known by their content, "
        "vanished ones are kept unless --prune is given. It ends with a report.",
    ),
    "ingest.paths": (
        "Tệp hoặc thư mục; - là đầu vào chuẩn, một văn bản.",
        "Files or folders; - is standard input, one text.",
    ),
    "ingest.name": (
        "Tên lưu của văn bản đọc từ đầu vào chuẩn (mặc định: stdin); văn bản cũ cùng tên bị thay.",
        "Name under which the text of standard input is kept (default: stdin); it takes the place of an older one.",
    ),
    "ingest.jobs": (
        "Số tiến trình chạy song song (mặc định: số lõi, một nếu ít tệp).",
        "Processes to use (default: the number of cores, one for few files).",
    ),
    "ingest.exclude": (
        "Bỏ qua tệp hoặc thư mục khớp mẫu này; dùng được nhiều lần.",
        "Leave out files and folders that fit; may be repeated.",
    ),
    "ingest.files_from": (
        "Đọc danh sách tệp từ TỆP, mỗi dòng một tệp; - là đầu vào chuẩn.",
        "Take the names of files from FILE, one a line; - is standard input.",
    ),
    "ingest.prune": (
        "Bỏ khỏi kho các tệp không còn trong thư mục.",
        "Take out files that are no longer there.",
    ),
    "extract": (
        "Trích dẫn trong văn bản, không cần cơ sở dữ liệu.\n\n"
        "Chỉ dựa vào chính văn bản và dữ liệu nhận biết. --json: một đối tượng cho một tệp, một mảng cho nhiều tệp.",
        "Citations of a text; needs no database.\n\n"
        "This text and the registry alone decide. --json: one object for one file, an array for several.",
    ),
    "extract.files": ("Tệp, hoặc - để đọc đầu vào chuẩn.", "Files, or - for standard input."),
    "extract.jsonl": (
        "Như --format jsonl: mỗi tệp một dòng JSON.",
        "As --format jsonl: one line of JSON a file.",
    ),
    "text": (
        "In văn bản đúng như đã đọc; mọi vị trí tính theo văn bản này.",
        "The text as read, to which all offsets point.",
    ),
    "annotate": (
        "Ghi trang HTML với mọi trích dẫn được đánh dấu và liên kết.",
        "Write the text as a page with every citation marked and linked.",
    ),
    "show": (
        "Một văn bản: nguồn, triển khai, trích dẫn, điểm cần xem lại.",
        "One document: sources, implementers, citations, doubts.",
    ),
    "list": ("Danh sách văn bản, lọc theo ý muốn.", "Documents, filtered."),
    "list.type": ("Chỉ loại văn bản này (Chỉ thị, Nghị định …).", "Only this type (Chỉ thị, Nghị định …)."),
    "list.issuer": ("Chỉ cơ quan có tên chứa các từ này.", "Only issuers whose name holds these words."),
    "list.locality": ("Chỉ địa phương này.", "Only this locality."),
    "list.level": (
        "Chỉ cấp này: central, ministry, province, district, commune, grassroots.",
        "Only this level: central, ministry, province, district, commune, grassroots.",
    ),
    "list.year": ("Chỉ năm này.", "Only this year."),
    "list.reports": ("Chỉ các bài viết về văn bản.", "Only reports: pages about documents."),
    "list.held": (
        "Chỉ văn bản có trong kho, hoặc chỉ văn bản chưa có.",
        "Only documents held, or only missing ones.",
    ),
    "list.files": ("Liệt kê tệp thay vì văn bản.", "List files instead of documents."),
    "search": ("Tìm toàn văn, có dấu hay không dấu.", "Full text, accents optional."),
    "search.terms": ("Các từ cần tìm; đặt cụm từ trong ngoặc kép.", "Words to find; a phrase in quotes."),
    "upstream": (
        "Văn bản nguồn: văn bản này căn cứ, thực hiện, tiếp tục, hướng dẫn những gì.",
        "Sources: what this document rests on, implements, continues, guides.",
    ),
    "downstream": ("Ai triển khai văn bản này.", "Implementers: who carries this document out."),
    "path": ("Chuỗi văn bản nối A với B.", "Chains of documents from A to B."),
    "path.start": ("Văn bản đầu.", "The document to start from."),
    "path.goal": ("Văn bản cuối.", "The document to reach."),
    "missing": (
        "Văn bản được dẫn nhưng chưa có trong kho, dẫn nhiều nhất trước.",
        "Documents cited but not held, most cited first.",
    ),
    "ambiguous": (
        "Trích dẫn còn bỏ ngỏ, kèm các khả năng.",
        "Citations left open, with their candidates.",
    ),
    "stats": ("Số liệu của kho.", "Counts."),
    "rank": ("Văn bản theo mức độ được viện dẫn.", "Documents by authority: how much rests on them."),
    "explain": (
        "Vì sao: nhận diện này, văn bản được dẫn này, quan hệ này.",
        "Why this identity, this target, this relation.",
    ),
    "explain.subject": (
        "Văn bản, id của một trích dẫn (m0004, tệp#m0004 hay m0004@tệp), hoặc quan hệ như khi in ra (A → B).",
        "A document, the id of a mention (m0004, file#m0004 or m0004@file), or an edge as it is printed (A → B).",
    ),
    "explain.other": (
        "Văn bản thứ hai: vì sao A và B có quan hệ.",
        "A second document: why A and B are related.",
    ),
    "map": (
        "Ghi bản đồ tương tác vào một tệp HTML, mở được không cần mạng.\n\n"
        "Không nêu văn bản: cả kho. Nêu văn bản: chúng và những gì nối với chúng.",
        "Write an interactive map as one HTML file that opens offline.\n\n"
        "Without DOC: the whole store. With DOC: these documents and what is linked to them.",
    ),
    "map.depth": ("Số bước tính từ các văn bản nêu.", "Steps from the documents named."),
    "map.direction": ("up, down hoặc both.", "up, down or both."),
    "map.max_nodes": (
        "Vẽ nhiều nhất bấy nhiêu văn bản, được dẫn nhiều nhất trước; 0 là tất cả.",
        "Draw at most so many documents, the most cited ones; 0 draws all.",
    ),
    "map.title": ("Tiêu đề của bản đồ.", "Title of the map."),
    "map.open_page": ("Mở bản đồ bằng trình duyệt.", "Open the map in a browser."),
    "map.output": ("Tệp HTML để ghi.", "The HTML file to write."),
    "export": ("Ghi đồ thị cho chương trình khác đọc.", "Write the graph for other programs."),
    "export.to": ("json, jsonl, csv, graphml hoặc gexf.", "json, jsonl, csv, graphml or gexf."),
    "export.output": (
        "Tệp để ghi; csv ghi thêm một tệp …-nodes.csv.",
        "The file to write; csv makes a second one, …-nodes.csv.",
    ),
    "forget": ("Bỏ tệp khỏi kho, cùng những gì chỉ tệp đó nói.", "Take files out, with what only they say."),
    "db": ("Trông nom cơ sở dữ liệu.", "Look after the database."),
    "db path": ("In đường dẫn của cơ sở dữ liệu.", "Print where the database is."),
    "db check": ("Kiểm tra cơ sở dữ liệu.", "Check that the database is sound."),
    "db backup": ("Sao lưu cơ sở dữ liệu ra một tệp.", "Copy the database to a file."),
    "db backup.target": ("Tệp sao lưu.", "The file to write."),
    "db migrate": ("Nâng cấp lược đồ của cơ sở dữ liệu.", "Bring the schema of the database up to date."),
    "demo": (
        "Ghi kho văn bản mẫu vào một thư mục và chạy thử.",
        "Write the sample documents to a folder and run the main job on them.",
    ),
    "demo.folder": (
        "Thư mục mới hoặc trống, hay của lần chạy thử trước.",
        "A new or empty folder, or that of an earlier demo.",
    ),
    # the same everywhere
    ".db": (
        "Cơ sở dữ liệu (mặc định: $VBGRAPH_DB, ./vbgraph.db).",
        "The database (default: $VBGRAPH_DB, ./vbgraph.db).",
    ),
    ".lang": ("Ngôn ngữ: vi hoặc en.", "Language: vi or en."),
    ".registry": (
        "Dữ liệu nhận biết của riêng bạn, đặt lên trên dữ liệu có sẵn; dùng được nhiều lần (hoặc $VBGRAPH_REGISTRY).",
        "A registry of your own, put over the built-in one; may be repeated (or $VBGRAPH_REGISTRY).",
    ),
    ".quiet": ("Chỉ in kết quả, cảnh báo và lỗi.", "Only data, warnings and errors."),
    ".verbose": ("In đầy đủ hơn.", "Say more."),
    ".debug": ("In chi tiết khi có lỗi của chương trình.", "Print a traceback when something breaks."),
    ".version": ("In phiên bản.", "Print the version."),
    ".format": ("table, json, jsonl, csv, tsv hoặc md.", "table, json, jsonl, csv, tsv or md."),
    ".json": ("Như --format json.", "As --format json."),
    ".output": ("Ghi vào tệp này: trọn vẹn, hoặc không ghi gì.", "Write to this file, whole or not at all."),
    ".limit": ("Nhiều nhất bấy nhiêu dòng; 0 là tất cả.", "At most so many rows; 0 is all."),
    ".depth": ("Nhiều nhất bấy nhiêu bước (mặc định: tất cả).", "At most so many steps (default: all)."),
    ".relation": (
        "Chỉ theo quan hệ này, như khi in ra (“thực hiện”); dùng được nhiều lần; all là mọi quan hệ.",
        "Follow only this relation, as it is printed (implements); may be repeated; all is every one.",
    ),
    ".no_text": ("Không kèm câu trích nguyên văn.", "Leave evidence sentences out."),
    ".with_secret": (
        "Trích cả nguyên văn của văn bản có dấu độ mật.",
        "Quote documents marked secret too.",
    ),
    ".doc": (
        "Số ký hiệu, tên, id hoặc tệp; @ để thu hẹp (56-CT/TU@ninh-thuan).",
        "A code, name, id or file; @ narrows (56-CT/TU@ninh-thuan).",
    ),
    ".docs": (
        "Số ký hiệu, tên, id hoặc tệp; @ để thu hẹp (56-CT/TU@ninh-thuan).",
        "Codes, names, ids or files; @ narrows (56-CT/TU@ninh-thuan).",
    ),
    ".file": ("Tệp, hoặc - để đọc đầu vào chuẩn.", "A file, or - for standard input."),
    ".files": ("Tệp.", "Files."),
    ".install_completion": (
        "Cài tự hoàn thành lệnh cho shell đang dùng.",
        "Install completion for the current shell.",
    ),
    ".show_completion": ("In phần tự hoàn thành để tự cài.", "Print completion for the current shell."),
    ".help": ("In phần trợ giúp này.", "Show this message and exit."),
}


def help_for(key: str, say: Speech) -> str:
    """Return the help of a command or of an option ("command.option", else what the option means everywhere)."""
    key = key.rstrip("_")
    pair = HELP.get(key) or HELP.get("." + key.rpartition(".")[2])
    return say.pick(pair) if pair else ""
