// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A JPEG without what a camera wrote beside the picture, its picture untouched: for photos inside a PDF, which cannot
/// be made anew without knowing what the page expects of their colours. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

/// Leaves out the segments APP1 to APP13, APP15 and COM (ITU-T T.81, B.2.4.6), and what comes after the end. What is no
/// JPEG comes back as it is.
[[nodiscard]] std::string without_camera(std::string_view jpeg);

}  // namespace meldmaat
