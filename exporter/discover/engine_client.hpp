// SPDX-License-Identifier: Apache-2.0
// The Docker Engine API, as much of it as is needed: GET on /version, /info, /containers/json,
// /containers/{id}/json, /containers/{id}/stats, /images/{id}/json and /events, nothing else, ever. Also
// spoken by podman.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "discover/docker_json.hpp"
#include "discover/engine_address.hpp"
#include "discover/engine_result.hpp"
#include "discover/event_lines.hpp"
#include "discover/transfers.hpp"

namespace exporter::discover {

// How long each answer may take. The defaults are for machines, the tests use shorter ones.
struct EnginePatience {
  std::chrono::milliseconds version{2000};
  std::chrono::milliseconds info{5000};
  std::chrono::milliseconds list{10000};
  std::chrono::milliseconds inspect{3000};  // one stuck container must not hold up the others for long
  std::chrono::milliseconds events{5000};   // until the stream is open
  std::chrono::milliseconds statistics{10000};
  std::chrono::milliseconds size{120000};
  std::chrono::milliseconds image{1000};  // a container waits for it to be named: see naming_patience
};

// One thread uses an EngineClient; wake() and abort() may be called by any. Calls block, at most for the
// patience given, and end within milliseconds of abort(). No answer is kept from one call to the next but
// the API version and the open stream.
class EngineClient {
 public:
  using Clock = Transfers::Clock;

  // Of environments only variables whose name begins with one of `variables` ever leave inspect().
  explicit EngineClient(EngineAddress address, EnginePatience patience = {},
                        std::vector<std::string> variables = {});

  // Asks which versions the engine speaks and settles on one; every other call needs one that succeeded.
  EngineResult<VersionReply> connect();
  EngineResult<InfoReply> info();
  EngineResult<std::vector<Listed>> containers();
  EngineResult<Inspected> inspect(const std::string& id);
  EngineResult<Labels> image_labels(const std::string& image_id);
  // Bytes in the writable layer, which the engine walks: up to minutes.
  EngineResult<std::int64_t> size(const std::string& id);
  // Failure not_found: the engine has no counters for it.
  EngineResult<std::vector<model::Interface>> networks(const std::string& id);

  // Events since `since_ns` (the engine's clock; 0: from now on) go to `take`, inside of any later call;
  // `take` must not call back. Malformed lines are passed over. Opening it again closes the last one.
  EngineError open_events(std::int64_t since_ns, std::function<void(const Event&)> take);
  void close_events() { transfers_.close_stream(); }
  EngineError events_error() const { return transfers_.stream_error(); }

  void wait(Clock::time_point until) { transfers_.wait(until); }  // see Transfers::wait
  void wake() noexcept { transfers_.wake(); }
  void abort() noexcept { transfers_.abort(); }
  bool aborted() const noexcept { return transfers_.aborted(); }

  const std::string& api_version() const { return api_version_; }  // "1.41"; empty before the first connect
  void forget_version() { api_version_.clear(); }
  const EngineAddress& address() const { return transfers_.address(); }

 private:
  std::string versioned(const std::string& path) const {
    return std::string("/v").append(api_version_).append(path);
  }

  const EnginePatience patience_;
  const std::vector<std::string> variables_;
  std::string api_version_;
  bool podman_ = false;
  EventLines lines_;
  Transfers transfers_;
};

}  // namespace exporter::discover
