// SPDX-License-Identifier: EUPL-1.2
// Through qpdf's C interface: the headers of the other one do not compile as C++20 on Debian 12.
#include <qpdf/qpdf-c.h>

#include <stdexcept>
#include <string_view>

#include "adapters/paper/drawing.hpp"

namespace meldmaat {

namespace {

class Document {
 public:
  explicit Document(const std::string& pdf) : data_(qpdf_init()) {
    qpdf_set_suppress_warnings(data_, QPDF_TRUE);
    check(qpdf_read_memory(data_, "paper", pdf.data(), pdf.size(), nullptr));
  }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document() { qpdf_cleanup(&data_); }

  void describe(Language language) {
    const auto root = qpdf_get_root(data_);
    const auto words = qpdf_oh_new_string(data_, language == Language::nl ? "nl-NL" : "en-GB");
    qpdf_oh_replace_key(data_, root, "/Lang", words);
    const auto preferences = qpdf_oh_new_dictionary(data_);
    qpdf_oh_replace_key(data_, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(data_, QPDF_TRUE));
    qpdf_oh_replace_key(data_, root, "/ViewerPreferences", preferences);
    head_columns(qpdf_oh_get_key(data_, qpdf_oh_get_key(data_, root, "/StructTreeRoot"), "/K"));
    const int pages = qpdf_get_num_pages(data_);
    for (int page = 0; page < pages; ++page) {
      qpdf_oh_replace_key(data_, qpdf_get_page_n(data_, static_cast<std::size_t>(page)), "/Tabs",
                          qpdf_oh_new_name(data_, "/S"));
    }
  }

  [[nodiscard]] std::string written() {
    check(qpdf_init_write_memory(data_));
    qpdf_set_deterministic_ID(data_, QPDF_TRUE);
    check(qpdf_write(data_));
    std::string bytes;
    const auto size = qpdf_get_buffer_length(data_);
    bytes.reserve(size);
    const auto* const first = qpdf_get_buffer(data_);
    for (std::size_t at = 0; at < size; ++at) bytes += static_cast<char>(first[at]);
    return bytes;
  }

 private:
  /// Header cells are headers of their column: the one kind of table a paper has.
  void head_columns(qpdf_oh element) {  // NOLINT(misc-no-recursion): as deep as a paper's tags
    if (qpdf_oh_is_array(data_, element) == QPDF_TRUE) {
      const int count = qpdf_oh_get_array_n_items(data_, element);
      for (int at = 0; at < count; ++at) head_columns(qpdf_oh_get_array_item(data_, element, at));
      return;
    }
    if (qpdf_oh_is_dictionary(data_, element) != QPDF_TRUE) return;
    const auto kind = qpdf_oh_get_key(data_, element, "/S");
    if (qpdf_oh_is_name(data_, kind) == QPDF_TRUE && std::string_view(qpdf_oh_get_name(data_, kind)) == "/TH") {
      const auto scope = qpdf_oh_new_dictionary(data_);
      qpdf_oh_replace_key(data_, scope, "/O", qpdf_oh_new_name(data_, "/Table"));
      qpdf_oh_replace_key(data_, scope, "/Scope", qpdf_oh_new_name(data_, "/Column"));
      qpdf_oh_replace_key(data_, element, "/A", scope);
    } else if (qpdf_oh_has_key(data_, element, "/K") == QPDF_TRUE) {
      head_columns(qpdf_oh_get_key(data_, element, "/K"));
    }
  }

  void check(QPDF_ERROR_CODE code) {
    if ((code & QPDF_ERRORS) == 0) return;
    throw std::runtime_error(qpdf_get_error_full_text(data_, qpdf_get_error(data_)));
  }

  qpdf_data data_;
};

}  // namespace

std::string finish(const std::string& pdf, Language language) {
  Document document(pdf);
  document.describe(language);
  return document.written();
}

}  // namespace meldmaat
