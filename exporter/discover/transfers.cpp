// SPDX-License-Identifier: Apache-2.0
#include "discover/transfers.hpp"

#include <curl/curl.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "base/fd.hpp"
#include "discover/transfer_error.hpp"

namespace exporter::discover {

namespace {

constexpr std::chrono::milliseconds connect_patience = std::chrono::seconds(2);
constexpr std::size_t largest_refusal = 1U << 16U;

void initialise_curl() {
  static const CURLcode outcome = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (outcome != CURLE_OK) throw std::runtime_error("libcurl cannot be initialised");
}

}  // namespace

struct Transfers::Shared {
  CURLM* multi = curl_multi_init();
  base::Fd event{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
  std::atomic<bool> aborted{false};
  bool woken = false;  // stays until wait() has seen it, also when it came during a request
};

struct Transfers::Transfer {
  CURL* easy = curl_easy_init();
  std::string target;
  std::chrono::milliseconds patience{};
  std::size_t largest = 0;
  std::string body;
  Sink sink;  // takes the body of a good answer instead
  bool active = false;
  bool headers_done = false;
  bool fresh_bytes = false;
  bool too_large = false;
  bool done = false;
  CURLcode outcome = CURLE_OK;
  char words[CURL_ERROR_SIZE] = {};

  long status() const {
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
  }

  std::size_t take(std::string_view bytes) {
    if (sink && status() == 200) {
      fresh_bytes = true;
      sink(bytes);
      return bytes.size();
    }
    too_large = body.size() + bytes.size() > largest;
    if (too_large) return 0;
    body.append(bytes);
    return bytes.size();
  }

  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self) {
    try {
      return static_cast<Transfer*>(self)->take({data, size});
    } catch (...) {  // libcurl is C: an exception must not pass through it
      return 0;
    }
  }

  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const std::string_view line(data, size);
    constexpr long first_final_status = 200;
    if (line == "\r\n" || line == "\n") {
      transfer->headers_done = transfer->status() >= first_final_status;
    }
    return size;
  }
};

Transfers::Transfers(EngineAddress address) : address_(std::move(address)) {
  initialise_curl();
  shared_ = std::make_unique<Shared>();
  request_ = std::make_unique<Transfer>();
  stream_ = std::make_unique<Transfer>();
  if (shared_->multi == nullptr || !shared_->event || request_->easy == nullptr || stream_->easy == nullptr) {
    throw std::runtime_error("no HTTP client: out of descriptors or memory");
  }
}

Transfers::~Transfers() {
  finish(*request_);
  finish(*stream_);
  curl_easy_cleanup(request_->easy);
  curl_easy_cleanup(stream_->easy);
  curl_multi_cleanup(shared_->multi);
}

void Transfers::start(Transfer& transfer, const std::string& target, std::chrono::milliseconds patience) {
  finish(transfer);
  transfer.target = target;
  transfer.patience = patience;
  transfer.body.clear();
  transfer.sink = nullptr;
  transfer.headers_done = transfer.fresh_bytes = transfer.too_large = transfer.done = false;
  transfer.outcome = CURLE_OK;
  transfer.words[0] = '\0';

  CURL* easy = transfer.easy;
  curl_easy_reset(easy);
  const std::string url = "http://" + address_.authority + target;
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  if (!address_.socket.empty()) curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, address_.socket.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http");
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // never wait for a resolver thread that hangs
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "container-exporter");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_patience.count()));
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.words);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
  curl_multi_add_handle(shared_->multi, easy);
  transfer.active = true;
}

void Transfers::finish(Transfer& transfer) {
  if (transfer.active) curl_multi_remove_handle(shared_->multi, transfer.easy);
  transfer.active = false;
}

EngineResult<Transfers::Reply> Transfers::get(const std::string& target, std::chrono::milliseconds patience,
                                              std::size_t largest) {
  start(*request_, target, patience);
  request_->largest = largest;
  const bool in_time = run_until_done(*request_, Clock::now() + patience, false);
  // Taken off before it is done, libcurl closes its connection: the next request gets another.
  finish(*request_);
  if (aborted()) return EngineError{Failure::aborted, "stopping"};
  if (!in_time) return timeout_error(address_, target, patience);
  if (request_->outcome != CURLE_OK) return failure_of(*request_);
  return Reply{request_->status(), std::move(request_->body)};
}

EngineResult<Transfers::Reply> Transfers::open_stream(const std::string& target,
                                                      std::chrono::milliseconds patience, Sink sink) {
  start(*stream_, target, patience);
  stream_->largest = largest_refusal;
  stream_->sink = std::move(sink);
  const auto deadline = Clock::now() + patience;
  bool in_time = run_until_done(*stream_, deadline, true);
  const bool good = stream_->status() == 200;
  if (in_time && !good && !stream_->done) in_time = run_until_done(*stream_, deadline, false);
  if (good && in_time && !aborted() && stream_->outcome == CURLE_OK) return Reply{200, {}};

  finish(*stream_);
  if (aborted()) return EngineError{Failure::aborted, "stopping"};
  if (!in_time) return timeout_error(address_, target, patience);
  if (stream_->outcome != CURLE_OK) return failure_of(*stream_);
  return Reply{stream_->status(), std::move(stream_->body)};
}

void Transfers::close_stream() { finish(*stream_); }

EngineError Transfers::stream_error() const {
  if (stream_->active && !stream_->done) return {};
  return broken_error(address_, stream_->target, "the event stream ended: the engine stopped or restarts");
}

// False: the deadline passed first.
bool Transfers::run_until_done(Transfer& transfer, Clock::time_point deadline, bool headers_suffice) {
  while (!aborted()) {
    perform();
    if (transfer.done || (headers_suffice && transfer.headers_done)) return true;
    if (Clock::now() >= deadline) return false;
    sleep(deadline);
  }
  return true;
}

void Transfers::wait(Clock::time_point until) {
  while (!aborted()) {
    perform();
    const bool news = shared_->woken || stream_->fresh_bytes || stream_->done;
    if (news || Clock::now() >= until) break;
    sleep(until);
  }
  shared_->woken = false;
  stream_->fresh_bytes = false;
}

void Transfers::perform() {
  int running = 0;
  curl_multi_perform(shared_->multi, &running);
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(shared_->multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer->done = true;
    transfer->outcome = message->data.result;
  }
}

void Transfers::sleep(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  constexpr std::int64_t longest = 3'600'000;
  const int timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, longest));
  curl_waitfd event{shared_->event.get(), CURL_WAIT_POLLIN, 0};
  curl_multi_poll(shared_->multi, &event, 1, timeout, nullptr);
  eventfd_t count = 0;
  if (::eventfd_read(shared_->event.get(), &count) == 0) shared_->woken = true;
}

void Transfers::wake() noexcept { (void)::eventfd_write(shared_->event.get(), 1); }

void Transfers::abort() noexcept {
  shared_->aborted = true;
  wake();
}

bool Transfers::aborted() const noexcept { return shared_->aborted; }

EngineError Transfers::failure_of(const Transfer& transfer) const {
  if (transfer.too_large) return too_large_error(address_, transfer.target, transfer.largest);
  const std::string words = transfer.words[0] != '\0' ? transfer.words : curl_easy_strerror(transfer.outcome);
  switch (transfer.outcome) {
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST: {
      long os_error = 0;
      curl_easy_getinfo(transfer.easy, CURLINFO_OS_ERRNO, &os_error);
      return connect_error(address_, static_cast<int>(os_error), words);
    }
    case CURLE_OPERATION_TIMEDOUT:
      return timeout_error(address_, transfer.target, std::min(transfer.patience, connect_patience));
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY: return malformed_error(address_, transfer.target);
    default: return broken_error(address_, transfer.target, words);
  }
}

}  // namespace exporter::discover
