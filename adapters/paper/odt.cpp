// SPDX-License-Identifier: EUPL-1.2
#include "adapters/paper/odt.hpp"

#include <string_view>
#include <variant>

#include "adapters/iso_utc.hpp"
#include "adapters/show_text.hpp"
#include "adapters/zip_file.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view media_type = "application/vnd.oasis.opendocument.text";
constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view namespaces =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";

/// What the styles are, for all papers the same; only the language is told apart.
constexpr std::string_view style_sheet = R"(<style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.25cm" fo:line-height="120%" fo:orphans="2" fo:widows="2"/></style:style>
<style:style style:name="Heading_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
<style:paragraph-properties fo:margin-top="0.4cm" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="2">
<style:paragraph-properties fo:margin-top="0.4cm" fo:keep-with-next="always"/>
<style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Strong" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Label" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="8pt"/></style:style>
<text:list-style style:name="Items"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="0.5cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>
)";

constexpr std::string_view page_layout = R"(<office:automatic-styles><style:page-layout style:name="Page">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="1.5cm"
 fo:margin-left="2.2cm" fo:margin-right="2.2cm"/><style:footer-style>
<style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>)";

/// As it may stand between tags and in an attribute; a line end becomes one that is seen.
std::string escaped(std::string_view stored) {
  std::string text;
  for (const char sign : show_text(stored)) {
    switch (sign) {
      case '&': text += "&amp;"; break;
      case '<': text += "&lt;"; break;
      case '>': text += "&gt;"; break;
      case '"': text += "&quot;"; break;
      case '\n': text += "<text:line-break/>"; break;
      default:
        // XML 1.0 knows no other control characters (section 2.2).
        if (static_cast<unsigned char>(sign) >= 0x20 || sign == '\t') text += sign;
    }
  }
  return text;
}

std::string paragraph(std::string_view style, const std::string& inside) {
  return "<text:p text:style-name=\"" + std::string(style) + "\">" + inside + "</text:p>\n";
}

class Body {
 public:
  void operator()(const Heading& heading) {
    const auto level = std::to_string(heading.level);
    xml_ += "<text:h text:style-name=\"Heading_" + level + "\" text:outline-level=\"" + level + "\">" +
            escaped(heading.text) + "</text:h>\n";
  }
  void operator()(const Paragraph& text) { xml_ += paragraph(text.strong ? "Strong" : "Standard", escaped(text.text)); }
  void operator()(const ItemList& list) {
    xml_ += "<text:list text:style-name=\"Items\">\n";
    for (const auto& item : list.items) {
      xml_ += "<text:list-item>" + paragraph("Standard", escaped(item)) + "</text:list-item>\n";
    }
    xml_ += "</text:list>\n";
  }
  void operator()(const LabelledLines& lines) {
    for (const auto& [label, text] : lines.lines) {
      const std::string filled = text.empty() ? "……………………………" : escaped(text);
      xml_ +=
          paragraph("Standard", "<text:span text:style-name=\"Label\">" + escaped(label) + ":</text:span> " + filled);
    }
  }
  void operator()(const PaperTable& table) {
    xml_ += "<table:table><table:table-column table:number-columns-repeated=\"" + std::to_string(table.header.size()) +
            "\"/>\n<table:table-header-rows>" + row(table.header, "Strong") + "</table:table-header-rows>\n";
    for (const auto& texts : table.rows) xml_ += row(texts, "Standard");
    xml_ += "</table:table>\n";
  }
  [[nodiscard]] const std::string& xml() const { return xml_; }

 private:
  static std::string row(const std::vector<std::string>& texts, std::string_view style) {
    std::string xml = "<table:table-row>";
    for (const auto& text : texts) {
      xml +=
          "<table:table-cell office:value-type=\"string\">" + paragraph(style, escaped(text)) + "</table:table-cell>\n";
    }
    return xml + "</table:table-row>\n";
  }

  std::string xml_;
};

std::string document(std::string_view root, const std::string& inside) {
  const std::string name = "office:" + std::string(root);
  return std::string(xml_head) + "<" + name + std::string(namespaces) + ">" + inside + "</" + name + ">\n";
}

std::string content_of(const Paper& paper) {
  Body body;
  for (const auto& block : paper.blocks) std::visit(body, block);
  return document("document-content", "<office:body><office:text>\n" + body.xml() + "</office:text></office:body>");
}

std::string styles_of(const Paper& paper) {
  const std::string words =
      paper.language == Language::nl ? R"(fo:language="nl" fo:country="NL")" : R"(fo:language="en" fo:country="GB")";
  const std::string defaults =
      "<style:default-style style:family=\"paragraph\"><style:text-properties fo:font-size=\"11pt\" " + words +
      "/></style:default-style>\n";
  const std::string footer = paragraph("Footer", escaped(paper.footer) + " – <text:page-number/>");
  return document("document-styles", "<office:styles>" + defaults + std::string(style_sheet) + "</office:styles>" +
                                         std::string(page_layout) +
                                         "<office:master-styles><style:master-page style:name=\"Standard\" "
                                         "style:page-layout-name=\"Page\"><style:footer>" +
                                         footer + "</style:footer></style:master-page></office:master-styles>");
}

std::string meta_of(const Paper& paper) {
  return document("document-meta", "<office:meta><meta:generator>meldmaat</meta:generator><dc:title>" +
                                       escaped(paper.title) + "</dc:title><dc:language>" +
                                       (paper.language == Language::nl ? "nl-NL" : "en-GB") +
                                       "</dc:language><dc:date>" + iso_utc(paper.made) + "</dc:date></office:meta>");
}

std::string manifest() {
  std::string xml{xml_head};
  xml += R"(<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" )"
         R"(manifest:version="1.3">)";
  const auto entry = [&](std::string_view path, std::string_view type) {
    xml += "<manifest:file-entry manifest:full-path=\"" + std::string(path) + "\" manifest:media-type=\"" +
           std::string(type) + "\"/>";
  };
  entry("/", media_type);
  for (const auto* path : {"content.xml", "styles.xml", "meta.xml"}) entry(path, "text/xml");
  return xml + "</manifest:manifest>\n";
}

}  // namespace

std::string to_odt(const Paper& paper) {
  // The first one tells programs what the file is, without unpacking it (part 2, section 3.3).
  return zip_file({{"mimetype", std::string(media_type)},
                   {"content.xml", content_of(paper)},
                   {"styles.xml", styles_of(paper)},
                   {"meta.xml", meta_of(paper)},
                   {"META-INF/manifest.xml", manifest()}});
}

}  // namespace meldmaat
