// SPDX-License-Identifier: Apache-2.0
#include "web/accept.hpp"

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "base/scan.hpp"
#include "web/preferences.hpp"

namespace exporter::web {

namespace {

// Under this a compressed page is no smaller on the wire: one TCP segment carries it either way.
constexpr std::size_t smallest_compressed = 1024;

struct Offer {
  expose::Format format;
  std::string_view type;
  std::string_view version;
};

// What a wildcard stands for is the first of these that it matches.
constexpr std::array<Offer, 3> offers{
    {{expose::Format::text, "text/plain", "0.0.4"},
     {expose::Format::openmetrics, "application/openmetrics-text", "1.0.0"},
     {expose::Format::openmetrics, "application/openmetrics-text", "0.0.1"}}};

// How closely a media range names an offer.
enum class Fit : std::uint8_t { none, any_type, any_subtype, type, version };

Fit fit(const Preference& range, const Offer& offer) {
  if (range.value == "*/*") return Fit::any_type;
  const auto slash = offer.type.find('/') + 1;
  if (range.value.size() == slash + 1 && range.value.back() == '*' &&
      same_word(range.value.substr(0, slash), offer.type.substr(0, slash)))
    return Fit::any_subtype;
  if (!same_word(range.value, offer.type)) return Fit::none;
  const auto version = parameter(range.parameters, "version");
  if (version.empty()) return Fit::type;
  return version == offer.version ? Fit::version : Fit::none;
}

// The most specific range decides on an offer (RFC 9110 12.5.1).
struct Match {
  Fit fit = Fit::none;
  double quality = 0;
  std::ptrdiff_t position = 0;
  std::string_view parameters;

  auto rank() const { return std::tuple(quality, fit >= Fit::type, -position); }
};

Match match(const std::vector<Preference>& ranges, const Offer& offer) {
  Match best;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const auto found = fit(ranges[i], offer);
    if (found > best.fit)
      best = {found, ranges[i].quality, static_cast<std::ptrdiff_t>(i), ranges[i].parameters};
  }
  return best;
}

// Prometheus 3 asks how names that are not plain would be escaped. All of ours are plain: this says so in the
// scheme that leaves them as they are (`dots` would double every underscore).
std::string_view escaping_of(std::string_view parameters) {
  const auto asked = parameter(parameters, "escaping");
  for (const std::string_view known : {"allow-utf-8", "underscores", "dots", "values"}) {
    if (asked == known) return "; escaping=underscores";
  }
  return {};
}

struct Coding {
  Encoding encoding;
  std::string_view name;
  std::string_view alias;
  int when_named;  // which one is taken among equal q values: the highest
  int by_wildcard;
};
constexpr std::array<Coding, 3> codings{{{Encoding::zstd, "zstd", "zstd", 5, 2},
                                         {Encoding::gzip, "gzip", "x-gzip", 4, 3},
                                         {Encoding::identity, "identity", "identity", 1, 1}}};

struct Acceptance {
  double quality = 0;
  int preference = 0;

  auto rank() const { return std::tuple(quality, preference); }
};

Acceptance acceptance(const std::vector<Preference>& asked, const Coding& coding) {
  // Identity is acceptable unless it is refused, but less so than anything that was asked for.
  constexpr double unasked = 0.0001;
  Acceptance result{coding.encoding == Encoding::identity ? unasked : 0, coding.by_wildcard};
  for (const auto& each : asked) {
    if (same_word(each.value, coding.name) || same_word(each.value, coding.alias))
      return {each.quality, coding.when_named};
    if (each.value == "*") result.quality = each.quality;
  }
  return result;
}

}  // namespace

MediaType choose_format(std::string_view accept) {
  const auto ranges = preferences(accept);
  const Offer* chosen = &offers.front();
  Match best;
  for (const auto& offer : offers) {
    const Match found = match(ranges, offer);
    if (found.quality <= 0 || found.rank() <= best.rank()) continue;
    chosen = &offer;
    best = found;
  }
  std::string content_type(chosen->type);
  content_type.append("; version=").append(chosen->version).append("; charset=utf-8");
  content_type.append(escaping_of(best.parameters));
  return {chosen->format, std::move(content_type)};
}

Encoding choose_encoding(std::string_view accept_encoding, std::size_t size) {
  const auto asked = preferences(accept_encoding);
  const bool identity_will_do = acceptance(asked, codings.back()).quality > 0;
  if (size < smallest_compressed && identity_will_do) return Encoding::identity;
  Encoding chosen = Encoding::none;
  Acceptance best;
  for (const auto& coding : codings) {
    const auto found = acceptance(asked, coding);
    if (found.quality <= 0 || found.rank() <= best.rank()) continue;
    chosen = coding.encoding;
    best = found;
  }
  return chosen;
}

std::chrono::milliseconds scrape_timeout(std::string_view seconds, std::chrono::milliseconds otherwise) {
  constexpr double way_back = 0.5;
  constexpr double shortest = 0.1;
  constexpr double longest = 3600;
  const double asked = parse_double(base::trim(seconds), 0);
  if (!(asked > 0) || asked > longest) return otherwise;
  const double usable = asked - way_back > shortest ? asked - way_back : asked / 2;
  return std::chrono::milliseconds(static_cast<std::int64_t>(usable * 1000));
}

}  // namespace exporter::web
