// SPDX-License-Identifier: EUPL-1.2
// Through qpdf's C interface, as adapters/paper/finish.cpp. Pages stay as they are; what a document does by itself,
// carries along or tells of its maker goes.
#include <qpdf/qpdf-c.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "adapters/evidence/decode.hpp"
#include "adapters/evidence/jpeg_segments.hpp"

namespace meldmaat {

namespace {

/// Of the catalogue (ISO 32000-2, 7.7.2). What is not named here is not needed to read pages: actions, embedded files,
/// collections, scripts, XMP, signatures' permissions.
constexpr std::array<std::string_view, 13> kept_in_catalogue{
    "/Type", "/Pages",    "/PageLabels", "/Dests",          "/Outlines",          "/PageLayout",  "/PageMode",
    "/Lang", "/AcroForm", "/MarkInfo",   "/StructTreeRoot", "/ViewerPreferences", "/OCProperties"};

/// Wherever they stand: actions that run by themselves, scripts, files, films and sound, and what tells of the maker.
constexpr std::array<const char*, 17> removed_everywhere{"/AA",
                                                         "/OpenAction",
                                                         "/JS",
                                                         "/JavaScript",
                                                         "/XFA",
                                                         "/EmbeddedFiles",
                                                         "/EF",
                                                         "/RF",
                                                         "/FS",
                                                         "/AF",
                                                         "/Movie",
                                                         "/Sound",
                                                         "/3DD",
                                                         "/RichMediaContent",
                                                         "/RichMediaSettings",
                                                         "/Metadata",
                                                         "/PieceInfo"};

/// Actions (12.6.4) other than to go somewhere in the document, and links that somebody has to follow.
constexpr std::array<std::string_view, 15> unwanted_actions{
    "/JavaScript", "/Launch",           "/SubmitForm", "/ImportData", "/ResetForm",   "/GoToR",      "/GoToE", "/Hide",
    "/Rendition",  "/RichMediaExecute", "/Movie",      "/Sound",      "/SetOCGState", "/GoTo3DView", "/Thread"};

template <class List>
bool has(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

class Document {
 public:
  Document() : data_(qpdf_init()) {
    qpdf_silence_errors(data_);
    qpdf_set_suppress_warnings(data_, QPDF_TRUE);
  }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document() { qpdf_cleanup(&data_); }

  [[nodiscard]] DecodeEnd read(std::string_view bytes) {
    if ((qpdf_read_memory(data_, "file", bytes.data(), bytes.size(), nullptr) & QPDF_ERRORS) != 0) {
      const bool locked = qpdf_get_error_code(data_, qpdf_get_error(data_)) == qpdf_e_password;
      return locked ? DecodeEnd::no_copy : DecodeEnd::broken;
    }
    return qpdf_get_num_pages(data_) > 0 ? DecodeEnd::made : DecodeEnd::broken;
  }

  /// \return whether nothing of a camera stays inside
  [[nodiscard]] bool strip() {
    const auto trailer = qpdf_get_trailer(data_);
    qpdf_oh_remove_key(data_, trailer, "/Info");
    qpdf_oh_remove_key(data_, trailer, "/ID");
    const auto root = qpdf_get_root(data_);
    for (const auto& key : keys_of(root)) {
      if (!has(kept_in_catalogue, key)) qpdf_oh_remove_key(data_, root, key.c_str());
    }
    waiting_ = {root};
    while (!waiting_.empty()) {
      const auto object = waiting_.back();
      waiting_.pop_back();
      visit(object);
    }
    return !has_closed_photo_;
  }

  [[nodiscard]] bool write(std::FILE* out) {
    if ((qpdf_init_write_memory(data_) & QPDF_ERRORS) != 0) return false;
    qpdf_set_preserve_encryption(data_, QPDF_FALSE);
    qpdf_set_deterministic_ID(data_, QPDF_TRUE);
    if ((qpdf_write(data_) & QPDF_ERRORS) != 0 || qpdf_has_error(data_) == QPDF_TRUE) return false;
    const auto size = qpdf_get_buffer_length(data_);
    return std::fwrite(qpdf_get_buffer(data_), 1, size, out) == size;
  }

 private:
  [[nodiscard]] std::vector<std::string> keys_of(qpdf_oh dictionary) {
    std::vector<std::string> keys;
    qpdf_oh_begin_dict_key_iter(data_, dictionary);
    while (qpdf_oh_dict_more_keys(data_) == QPDF_TRUE) keys.emplace_back(qpdf_oh_dict_next_key(data_));
    return keys;
  }

  [[nodiscard]] std::string_view name_of(qpdf_oh dictionary, const char* key) {
    const auto value = qpdf_oh_get_key(data_, dictionary, key);
    return qpdf_oh_is_name(data_, value) == QPDF_TRUE ? qpdf_oh_get_name(data_, value) : "";
  }

  void visit(qpdf_oh object) {
    if (qpdf_oh_is_indirect(data_, object) == QPDF_TRUE &&
        !seen_.insert({qpdf_oh_get_object_id(data_, object), qpdf_oh_get_generation(data_, object)}).second) {
      return;
    }
    if (qpdf_oh_is_array(data_, object) == QPDF_TRUE) {
      const int count = qpdf_oh_get_array_n_items(data_, object);
      for (int at = 0; at < count; ++at) waiting_.push_back(qpdf_oh_get_array_item(data_, object, at));
    } else if (qpdf_oh_is_stream(data_, object) == QPDF_TRUE) {
      const auto dictionary = qpdf_oh_get_dict(data_, object);
      look_at_photo(object, dictionary);
      strip(dictionary);
    } else if (qpdf_oh_is_dictionary(data_, object) == QPDF_TRUE) {
      strip(object);
    }
  }

  void strip(qpdf_oh dictionary) {
    const bool gutted = has(unwanted_actions, name_of(dictionary, "/S"));
    for (const auto& key : keys_of(dictionary)) {
      if (gutted || has(removed_everywhere, key)) {
        qpdf_oh_remove_key(data_, dictionary, key.c_str());
      } else {
        waiting_.push_back(qpdf_oh_get_key(data_, dictionary, key.c_str()));
      }
    }
  }

  /// One name, or a list of them (7.4).
  [[nodiscard]] std::vector<std::string> filters_of(qpdf_oh dictionary) {
    const auto filter = qpdf_oh_get_key(data_, dictionary, "/Filter");
    if (qpdf_oh_is_name(data_, filter) == QPDF_TRUE) return {qpdf_oh_get_name(data_, filter)};
    std::vector<std::string> names;
    const int count = qpdf_oh_is_array(data_, filter) == QPDF_TRUE ? qpdf_oh_get_array_n_items(data_, filter) : 0;
    for (int at = 0; at < count; ++at) {
      const auto item = qpdf_oh_get_array_item(data_, filter, at);
      names.emplace_back(qpdf_oh_is_name(data_, item) == QPDF_TRUE ? qpdf_oh_get_name(data_, item) : "");
    }
    return names;
  }

  void look_at_photo(qpdf_oh stream, qpdf_oh dictionary) {
    const auto filters = filters_of(dictionary);
    if (filters == std::vector<std::string>{"/DCTDecode"}) return strip_photo(stream, dictionary);
    const bool closed = has(filters, "/DCTDecode") || has(filters, "/JPXDecode");
    has_closed_photo_ = has_closed_photo_ || closed;
  }

  /// A page that is a scan is a photo, with what the camera wrote into it.
  void strip_photo(qpdf_oh stream, qpdf_oh dictionary) {
    unsigned char* raw = nullptr;
    std::size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if ((qpdf_oh_get_stream_data(data_, stream, qpdf_dl_none, &filtered, &raw, &size) & QPDF_ERRORS) != 0) return;
    // The bytes are not given back to the system: the process ends with the document.
    const auto bare = without_camera({reinterpret_cast<const char*>(raw), size});
    if (bare.size() == size) return;
    qpdf_oh_replace_stream_data(data_, stream, reinterpret_cast<const unsigned char*>(bare.data()), bare.size(),
                                qpdf_oh_get_key(data_, dictionary, "/Filter"),
                                qpdf_oh_get_key(data_, dictionary, "/DecodeParms"));
  }

  qpdf_data data_;
  std::vector<qpdf_oh> waiting_;
  std::set<std::pair<int, int>> seen_;
  /// JPEG 2000, or a photo inside another filter: what a camera wrote into it is out of reach here.
  bool has_closed_photo_ = false;
};

}  // namespace

DecodeEnd copy_pdf(std::string_view bytes, std::FILE* out) {
  Document document;
  if (const auto read = document.read(bytes); read != DecodeEnd::made) return read;
  if (!document.strip()) return DecodeEnd::no_copy;
  return document.write(out) ? DecodeEnd::made : DecodeEnd::broken;
}

}  // namespace meldmaat
