/// Title, artist and album of an item.
struct SheetTitle: Sendable {
  let title: String
  let artist: String
  let album: String
  var durationMs: UInt32 = 183_000
  /// How long it is on the glass, in milliseconds.
  var shownMs: UInt32 = 0

  init(_ title: String, _ artist: String, _ album: String) {
    self.title = title
    self.artist = artist
    self.album = album
  }

  /// What such an answer is.
  var document: String {
    let texts = [("title", title), ("artist", artist), ("album", album)].map { name, text in
      let escaped = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\(scalar)"
        }
      }
      return "\"\(name)\":\"\(escaped.joined())\""
    }
    return "{\(texts.joined(separator: ",")),\"duration_ms\":\(durationMs)}"
  }

  /// What was once drawn wrong: digits and brackets in Hebrew and Arabic, lines that are too long,
  /// white space, letters that join, vowel signs, letters beyond U+FFFF, joined pictographs.
  static let cases: [SheetTitle] = {
    let long = SheetTitle(
      "הלילה הארוך ביותר בעיר הגדולה שלנו ליד הים", "أغنية طويلة جدا عن الليل والبحر والقمر", "x")
    var moved = long
    moved.shownMs = 5_000
    var hours = SheetTitle("Title", "Artist", "Album")
    hours.durationMs = 4_321_000
    return [
      SheetTitle("الليلة 7", "أغنية 2024", "عام ٢٠٢٤"),
      SheetTitle("שיר (גרסה חיה) 2024", "אני & את", "מס' 5"),
      long, moved,
      SheetTitle("Morning\nRaga", "Kishan\tAnd\r\nBand", "Live\u{2028}Set"),
      SheetTitle("  ", " ", "\t"),
      SheetTitle("گۆرانی خۆشەویستی", "ڤیڤیان ڕۆژ لێڵ", "ښه ورځ ګران ټول"),
      SheetTitle("हिन्दी किताब", "क्षत्रिय प्रेम श्री", "বাংলা কেমন"),
      SheetTitle("𝓛𝓸𝓿𝓮 𝕱𝖎", "𠮷野家 🄰", "𝟙𝟚"),
      SheetTitle("🤼‍♀️ 🏴‍☠️ 👩‍❤️‍👨", "Artist", "Album"),
      hours,
    ]
  }()

  /// Recordings that exist, in many scripts.
  static let scripts = [
    SheetTitle("Águas de Março", "Elis Regina & Tom Jobim", "Elis & Tom"),
    SheetTitle("Hoppípolla", "Sigur Rós", "Takk…"),
    SheetTitle("Dziwny jest ten świat", "Czesław Niemen", "Dziwny jest ten świat"),
    SheetTitle("Gyöngyhajú lány", "Omega", "10000 lépés"),
    SheetTitle("Şımarık", "Tarkan", "Ölürüm Sana"),
    SheetTitle("Diễm xưa", "Khánh Ly", "Hát cho quê hương Việt Nam"),
    SheetTitle("Nơi này có anh", "Sơn Tùng M‑TP", "m‑tp M‑TP"),
    SheetTitle("Τα παιδιά του Πειραιά", "Μελίνα Μερκούρη", "Ποτέ την Κυριακή"),
    SheetTitle("Το ζεϊμπέκικο της Ευδοκίας", "Μάνος Λοΐζος", "Ευδοκία"),
    SheetTitle("Группа крови", "Кино", "Группа крови"),
    SheetTitle("Червона рута", "Софія Ротару", "Червона рута"),
    SheetTitle("Ђурђевдан", "Бијело дугме", "Ћирибирибела"),
    SheetTitle("ירושלים של זהב", "שולי נתן", "שירי נעמי שמר"),
    SheetTitle("הללויה (1979)", "גלי עטרי וחלב ודבש", "Hallelujah"),
    SheetTitle("תל אביב (feat. Arisa)", "עומר אדם", "Tel Aviv"),
    SheetTitle("إنت عمري", "أم كلثوم", "إنت عمري (1964)"),
    SheetTitle("نسّم علينا الهوى", "فيروز", "بنت الحارس"),
    SheetTitle("3 دقات", "أبو ft. يسرا", "3 دقات – Single"),
    SheetTitle("گل گلدون من", "سیمین غانم", "گل گلدون"),
    SheetTitle("دل دل پاکستان", "وائٹل سائنز", "وائٹل سائنز ۱"),
    SheetTitle("ئەی ڕەقیب", "دڵدار", "سروودی نیشتمانی"),
    SheetTitle("तुझे देखा तो ये जाना सनम", "लता मंगेशकर, कुमार सानू", "दिलवाले दुल्हनिया ले जायेंगे"),
    SheetTitle("लग जा गले", "लता मंगेशकर", "वो कौन थी?"),
    SheetTitle("झिंगाट", "अजय‑अतुल", "सैराट"),
    SheetTitle("আমার সোনার বাংলা", "রবীন্দ্রনাথ ঠাকুর", "গীতবিতান"),
    SheetTitle("ஒய் திஸ் கொலவெறி டி", "தனுஷ், அனிருத்", "3"),
    SheetTitle("నాటు నాటు", "కాల భైరవ", "ఆర్ఆర్ఆర్"),
    SheetTitle("ജിമിക്കി കമ്മൽ", "വിനീത് ശ്രീനിവാസൻ", "വെളിപാടിന്റെ പുസ്തകം"),
    SheetTitle("මැණිකේ මගේ හිතේ", "යොහානි", "සතීෂන්"),
    SheetTitle("ਮੁੰਡਿਆਂ ਤੋਂ ਬਚ ਕੇ", "ਪੰਜਾਬੀ ਐੱਮਸੀ", "Legalised"),
    SheetTitle("เมดอินไทยแลนด์", "คาราบาว", "เมด อิน ไทยแลนด์"),
    SheetTitle("ចំប៉ាបាត់ដំបង", "ស៊ីន ស៊ីសាមុត", "ចម្រៀងខ្មែរ"),
    SheetTitle("ကမ္ဘာမကျေ", "စောတူးရှဲ", "မြန်မာ"),
    SheetTitle("სულიკო", "ჰამლეტ გონაშვილი", "ქართული ხალხური"),
    SheetTitle("Կռունկ", "Կոմիտաս", "Հայ ժողովրդական երգեր"),
    SheetTitle("ትዝታ", "ማሕሙድ አሕመድ", "ኢትዮጵያ"),
    SheetTitle("上を向いて歩こう", "坂本九", "上を向いて歩こう"),
    SheetTitle("ルージュの伝言", "荒井由実", "COBALT HOUR"),
    SheetTitle("강남스타일", "싸이 (PSY)", "싸이6 (육갑)"),
    SheetTitle("아리랑", "나윤선", "Lento"),
    SheetTitle("月亮代表我的心", "鄧麗君", "島國之情歌第四集"),
    SheetTitle("青花瓷", "周杰伦", "我很忙"),
    SheetTitle("海闊天空", "Beyond", "樂與怒"),
  ]
}
