// SPDX-License-Identifier: Apache-2.0
// The kernel's TCP counters (Documentation/networking/snmp_counter.rst), labelled as cAdvisor does: the
// kernel's name in lower case. Those that a kernel does not have are absent.
#include <array>
#include <utility>

#include "read/kept_rows.hpp"
#include "read/tables/tables.hpp"
#include "read/tables/text.hpp"
#include "read/well_formed.hpp"

namespace exporter::read::tables {

namespace {

// Of net/snmp, line Tcp; the rest are of net/netstat, line TcpExt.
constexpr std::size_t of_snmp = 15;
constexpr auto names = std::to_array<std::string_view>({"RtoAlgorithm",
                                                        "RtoMin",
                                                        "RtoMax",
                                                        "MaxConn",
                                                        "ActiveOpens",
                                                        "PassiveOpens",
                                                        "AttemptFails",
                                                        "EstabResets",
                                                        "CurrEstab",
                                                        "InSegs",
                                                        "OutSegs",
                                                        "RetransSegs",
                                                        "InErrs",
                                                        "OutRsts",
                                                        "InCsumErrors",
                                                        "EmbryonicRsts",
                                                        "SyncookiesSent",
                                                        "SyncookiesRecv",
                                                        "SyncookiesFailed",
                                                        "PruneCalled",
                                                        "RcvPruned",
                                                        "OfoPruned",
                                                        "OutOfWindowIcmps",
                                                        "LockDroppedIcmps",
                                                        "TW",
                                                        "TWRecycled",
                                                        "TWKilled",
                                                        "TCPTimeWaitOverflow",
                                                        "TCPTimeouts",
                                                        "TCPSpuriousRTOs",
                                                        "TCPLossProbes",
                                                        "TCPLossProbeRecovery",
                                                        "TCPRenoRecoveryFail",
                                                        "TCPSackRecoveryFail",
                                                        "TCPRenoFailures",
                                                        "TCPSackFailures",
                                                        "TCPLossFailures",
                                                        "DelayedACKs",
                                                        "DelayedACKLocked",
                                                        "DelayedACKLost",
                                                        "ListenOverflows",
                                                        "ListenDrops",
                                                        "TCPHPHits",
                                                        "TCPPureAcks",
                                                        "TCPHPAcks",
                                                        "TCPRenoRecovery",
                                                        "TCPSackRecovery",
                                                        "TCPSACKReneging",
                                                        "TCPFACKReorder",
                                                        "TCPSACKReorder",
                                                        "TCPRenoReorder",
                                                        "TCPTSReorder",
                                                        "TCPFullUndo",
                                                        "TCPPartialUndo",
                                                        "TCPDSACKUndo",
                                                        "TCPLossUndo",
                                                        "TCPFastRetrans",
                                                        "TCPSlowStartRetrans",
                                                        "TCPLostRetransmit",
                                                        "TCPRetransFail",
                                                        "TCPRcvCollapsed",
                                                        "TCPDSACKOldSent",
                                                        "TCPDSACKOfoSent",
                                                        "TCPDSACKRecv",
                                                        "TCPDSACKOfoRecv",
                                                        "TCPAbortOnData",
                                                        "TCPAbortOnClose",
                                                        "TCPAbortOnMemory",
                                                        "TCPAbortOnTimeout",
                                                        "TCPAbortOnLinger",
                                                        "TCPAbortFailed",
                                                        "TCPMemoryPressures",
                                                        "TCPMemoryPressuresChrono",
                                                        "TCPSACKDiscard",
                                                        "TCPDSACKIgnoredOld",
                                                        "TCPDSACKIgnoredNoUndo",
                                                        "TCPMD5NotFound",
                                                        "TCPMD5Unexpected",
                                                        "TCPMD5Failure",
                                                        "TCPSackShifted",
                                                        "TCPSackMerged",
                                                        "TCPSackShiftFallback",
                                                        "TCPBacklogDrop",
                                                        "PFMemallocDrop",
                                                        "TCPMinTTLDrop",
                                                        "TCPDeferAcceptDrop",
                                                        "IPReversePathFilter",
                                                        "TCPReqQFullDoCookies",
                                                        "TCPReqQFullDrop",
                                                        "TCPFastOpenActive",
                                                        "TCPFastOpenActiveFail",
                                                        "TCPFastOpenPassive",
                                                        "TCPFastOpenPassiveFail",
                                                        "TCPFastOpenListenOverflow",
                                                        "TCPFastOpenCookieReqd",
                                                        "TCPSynRetrans",
                                                        "TCPOrigDataSent",
                                                        "PAWSActive",
                                                        "PAWSEstab"});

template <std::size_t index>
consteval auto name() {
  Text<names[index].size() + 1> text;
  std::copy_n(names[index].data(), names[index].size(), text.letters);
  return text;
}

template <std::size_t index>
consteval auto lower_case() {
  auto text = name<index>();
  for (char& letter : text.letters) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

template <std::size_t index>
constexpr Term term() {
  if constexpr (index < of_snmp) {
    return {Place::process, Format::paired, "net/snmp", kept<Text("Tcp:") + name<index>()>.literal()};
  } else {
    return {Place::process, Format::paired, "net/netstat", kept<Text("TcpExt:") + name<index>()>.literal()};
  }
}

template <std::size_t index>
constexpr Row row() {
  return {
      .metric = {.name = "container_network_advance_tcp_stats_total",
                 .help = index == 0 ? "TCP counters of the container's network, by the kernel's name." : "",
                 .group = model::Group::advtcp,
                 .labels = kept<Text("tcp_state=\"") + lower_case<index>() + Text("\"")>.literal()},
      .v2 = {just(term<index>())}};
}

template <std::size_t... index>
constexpr std::array<Row, names.size()> all(std::index_sequence<index...>) {
  return {row<index>()...};
}

constexpr auto rows = all(std::make_index_sequence<names.size()>{});
static_assert(well_formed(rows));

}  // namespace

const Table advanced_tcp{"advtcp", kept_rows<rows>};

}  // namespace exporter::read::tables
