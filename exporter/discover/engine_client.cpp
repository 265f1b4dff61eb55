// SPDX-License-Identifier: Apache-2.0
#include "discover/engine_client.hpp"

#include "discover/api_version.hpp"
#include "discover/transfer_error.hpp"

namespace exporter::discover {

namespace {

constexpr std::size_t mebibyte = 1U << 20U;
constexpr long ok = 200;

std::string percent_encoded(std::string_view text) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    const bool plain = (letter >= 'a' && letter <= 'z') || letter == '_';
    if (plain) {
      encoded += letter;
    } else {
      encoded += '%';
      encoded += digits[code >> 4U];
      encoded += digits[code & 15U];
    }
  }
  return encoded;
}

// What changes an identity, in Docker's words and, where they differ, podman's: died, remove. exec_create and
// its like, which health checks cause every few seconds, stay out. Podman calls the state of a container
// between two restarts by no name of its own and refuses the word.
constexpr std::string_view event_filters =
    R"({"type":["container","network"],"event":["start","die","died","rename","destroy","remove","pause",)"
    R"("unpause","oom","health_status","update","restart","connect","disconnect"]})";
constexpr std::string_view list_filters = R"({"status":["running","paused","restarting"]})";
constexpr std::string_view podman_list_filters = R"({"status":["running","paused"]})";

// GET, and what the parser makes of a 200.
template <typename Parse>
auto ask(Transfers& transfers, const std::string& target, std::chrono::milliseconds patience,
         std::size_t largest, Parse parse) {
  using Value = std::decay_t<decltype(*parse(std::string_view()))>;
  auto reply = transfers.get(target, patience, largest);
  if (!reply) return EngineResult<Value>(reply.error());
  if (reply->status != ok) {
    return EngineResult<Value>(
        status_error(transfers.address(), target, reply->status, parse_message(reply->body)));
  }
  auto value = parse(reply->body);
  if (value) return EngineResult<Value>(std::move(*value));
  if (value.error() == base::Errc::absent) {
    return EngineResult<Value>(EngineError{Failure::not_found, "no data"});
  }
  return EngineResult<Value>(malformed_error(transfers.address(), target));
}

EngineError no_such(const std::string& id) { return {Failure::not_found, one_line(id) + " is no ID"}; }

}  // namespace

EngineClient::EngineClient(EngineAddress address, EnginePatience patience, std::vector<std::string> variables)
    : patience_(patience), variables_(std::move(variables)), transfers_(std::move(address)) {}

EngineResult<VersionReply> EngineClient::connect() {
  const std::string target = "/version";
  auto reply = ask(transfers_, target, patience_.version, mebibyte, parse_version);
  if (!reply) return reply;
  const auto agreed = negotiate_api(reply->newest_api, reply->oldest_api);
  if (!agreed) return malformed_error(address(), target);
  api_version_ = *agreed;
  podman_ = reply->podman;
  return reply;
}

EngineResult<InfoReply> EngineClient::info() {
  return ask(transfers_, versioned("/info"), patience_.info, mebibyte, parse_info);
}

EngineResult<std::vector<Listed>> EngineClient::containers() {
  const std::string filters = percent_encoded(podman_ ? podman_list_filters : list_filters);
  return ask(transfers_, versioned("/containers/json?filters=" + filters), patience_.list, 64 * mebibyte,
             parse_list);
}

EngineResult<Inspected> EngineClient::inspect(const std::string& id) {
  if (!is_container_id(id)) return no_such(id);
  const std::string target = versioned("/containers/" + id + "/json");
  auto reply = ask(transfers_, target, patience_.inspect, 16 * mebibyte,
                   [this](std::string_view body) { return parse_inspect(body, variables_); });
  if (reply && reply->identity->id != id) return malformed_error(address(), target);
  return reply;
}

EngineResult<Labels> EngineClient::image_labels(const std::string& image_id) {
  if (!is_image_id(image_id)) return no_such(image_id);
  return ask(transfers_, versioned("/images/" + image_id + "/json"), patience_.image, 16 * mebibyte,
             parse_image);
}

EngineResult<std::int64_t> EngineClient::size(const std::string& id) {
  if (!is_container_id(id)) return no_such(id);
  return ask(transfers_, versioned("/containers/" + id + "/json?size=1"), patience_.size, 16 * mebibyte,
             parse_size);
}

EngineResult<std::vector<model::Interface>> EngineClient::networks(const std::string& id) {
  if (!is_container_id(id)) return no_such(id);
  return ask(transfers_, versioned("/containers/" + id + "/stats?stream=false&one-shot=true"),
             patience_.statistics, 4 * mebibyte, parse_networks);
}

EngineError EngineClient::open_events(std::int64_t since_ns, std::function<void(const Event&)> take) {
  std::string target = versioned("/events?filters=" + percent_encoded(event_filters));
  if (since_ns > 0) target.append("&since=").append(std::to_string(since_ns / 1'000'000'000));
  lines_.clear();
  const auto reply = transfers_.open_stream(target, patience_.events,
                                            [this, take = std::move(take)](std::string_view bytes) {
                                              lines_.feed(bytes, [&](std::string_view line) {
                                                const auto event = parse_event(line);
                                                if (event) take(*event);
                                              });
                                            });
  if (!reply) return reply.error();
  if (reply->status != ok) return status_error(address(), target, reply->status, parse_message(reply->body));
  return {};
}

}  // namespace exporter::discover
