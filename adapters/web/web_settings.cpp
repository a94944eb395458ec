// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/web_settings.hpp"

namespace meldmaat {

PageFrame page_frame(const Organisation& organisation, const WebSettings& settings, std::string_view language) {
  PageFrame made;
  made.language = language;
  made.organisation = organisation.name;
  made.emergency_number = organisation.numbers.emergency;
  made.demo = settings.demo;
  made.quick_exit = settings.quick_exit;
  if (!settings.theme_class.empty()) made.theme_class = settings.theme_class;
  if (!settings.theme_css.empty()) made.theme_css = "/theme.css";
  return made;
}

}  // namespace meldmaat
