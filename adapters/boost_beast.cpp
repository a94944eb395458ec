// SPDX-License-Identifier: EUPL-1.2
// The non-template half of Boost.Beast, compiled once (design/house §12).
#include <boost/beast/src.hpp>
