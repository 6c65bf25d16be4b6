package io.freshet.bridge.rehearse;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** What a broker answers that has one topic of one partition, and a group of one member. */
final class Script {
  static final String TOPIC = "rehearsal";
  static final String DEAD_LETTERS = "rehearsal.dead-letters";

  /** The newest versions that name topics and not their ids. */
  private static final Map<ApiKeys, Integer> VERSIONS =
      Map.of(
          ApiKeys.API_VERSIONS, 4,
          ApiKeys.METADATA, 9,
          ApiKeys.DESCRIBE_CONFIGS, 4,
          ApiKeys.FIND_COORDINATOR, 6,
          ApiKeys.JOIN_GROUP, 9,
          ApiKeys.SYNC_GROUP, 5,
          ApiKeys.OFFSET_FETCH, 9,
          ApiKeys.LIST_OFFSETS, 7,
          ApiKeys.FETCH, 12,
          ApiKeys.OFFSET_COMMIT, 9);

  private final int port;
  private final GroupScript group;

  Script(int port) {
    this.port = port;
    this.group = new GroupScript(port);
  }

  /** The answer to a request, both without their lengths. */
  ByteBuffer answer(ByteBuffer request) {
    RequestHeader header = RequestHeader.parse(request);
    var context =
        new RequestContext(
            header,
            "stage",
            InetAddress.getLoopbackAddress(),
            KafkaPrincipal.ANONYMOUS,
            ListenerName.forSecurityProtocol(SecurityProtocol.PLAINTEXT),
            SecurityProtocol.PLAINTEXT,
            ClientInformation.EMPTY,
            false);
    ApiMessage said = context.parseRequest(request).request.data();
    var head = header.toResponseHeader();
    return RequestUtils.serialize(
        head.data(), head.headerVersion(), answer(said), header.apiVersion());
  }

  private ApiMessage answer(ApiMessage request) {
    return switch (request) {
      case ApiVersionsRequestData _ -> versions();
      case MetadataRequestData _ -> metadata();
      case DescribeConfigsRequestData asked -> configs(asked);
      case FindCoordinatorRequestData asked -> group.coordinator(asked);
      case JoinGroupRequestData joining -> GroupScript.joined(joining);
      case SyncGroupRequestData syncing -> GroupScript.synced(syncing);
      case HeartbeatRequestData _ -> new HeartbeatResponseData();
      case LeaveGroupRequestData _ -> new LeaveGroupResponseData();
      case OffsetFetchRequestData asked -> GroupScript.noOffsets(asked);
      case ListOffsetsRequestData _ -> LogScript.startOfLog();
      case FetchRequestData asked -> LogScript.fetched(asked);
      case OffsetCommitRequestData asked -> GroupScript.committed(asked);
      default -> throw new IllegalStateException("not in the script: " + request.getClass());
    };
  }

  private static ApiMessage versions() {
    var answer = new ApiVersionsResponseData();
    for (ApiKeys key : List.of(ApiKeys.HEARTBEAT, ApiKeys.LEAVE_GROUP)) {
      answer.apiKeys().add(version(key, key.latestVersion()));
    }
    VERSIONS.forEach((key, version) -> answer.apiKeys().add(version(key, version)));
    return answer;
  }

  private static ApiVersion version(ApiKeys key, int max) {
    return new ApiVersion()
        .setApiKey(key.id)
        .setMinVersion(key.oldestVersion())
        .setMaxVersion((short) max);
  }

  private ApiMessage metadata() {
    var brokers = new MetadataResponseBrokerCollection();
    brokers.add(new MetadataResponseBroker().setNodeId(0).setHost("127.0.0.1").setPort(port));
    var topics = new MetadataResponseTopicCollection();
    for (String name : List.of(TOPIC, DEAD_LETTERS)) {
      var partition =
          new MetadataResponsePartition()
              .setPartitionIndex(0)
              .setLeaderId(0)
              .setLeaderEpoch(0)
              .setReplicaNodes(List.of(0))
              .setIsrNodes(List.of(0));
      topics.add(new MetadataResponseTopic().setName(name).setPartitions(List.of(partition)));
    }
    return new MetadataResponseData()
        .setBrokers(brokers)
        .setClusterId("stage")
        .setControllerId(0)
        .setTopics(topics);
  }

  private static ApiMessage configs(DescribeConfigsRequestData asked) {
    return new DescribeConfigsResponseData()
        .setResults(
            asked.resources().stream()
                .map(resource ->
                    new DescribeConfigsResult()
                        .setResourceName(resource.resourceName())
                        .setResourceType(resource.resourceType()))
                .toList());
  }
}
