package io.freshet.bridge.rehearse;

import java.util.List;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData.JoinGroupResponseMember;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponseTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiMessage;

/** What the coordinator of a group of one member answers. */
final class GroupScript {
  private static final String MEMBER = "member";

  private final int port;

  GroupScript(int port) {
    this.port = port;
  }

  ApiMessage coordinator(FindCoordinatorRequestData asked) {
    return new FindCoordinatorResponseData()
        .setCoordinators(
            asked.coordinatorKeys().stream()
                .map(key ->
                    new Coordinator().setKey(key).setNodeId(0).setHost("127.0.0.1").setPort(port))
                .toList());
  }

  static ApiMessage joined(JoinGroupRequestData joining) {
    var protocol = joining.protocols().iterator().next();
    return new JoinGroupResponseData()
        .setGenerationId(1)
        .setProtocolType(joining.protocolType())
        .setProtocolName(protocol.name())
        .setLeader(MEMBER)
        .setMemberId(MEMBER)
        .setMembers(
            List.of(
                new JoinGroupResponseMember()
                    .setMemberId(MEMBER)
                    .setMetadata(protocol.metadata())));
  }

  /** The member has assigned everything to itself. */
  static ApiMessage synced(SyncGroupRequestData syncing) {
    return new SyncGroupResponseData()
        .setProtocolType(syncing.protocolType())
        .setProtocolName(syncing.protocolName())
        .setAssignment(syncing.assignments().getFirst().assignment());
  }

  static ApiMessage noOffsets(OffsetFetchRequestData asked) {
    return new OffsetFetchResponseData()
        .setGroups(
            asked.groups().stream()
                .map(group -> new OffsetFetchResponseGroup().setGroupId(group.groupId()))
                .toList());
  }

  static ApiMessage committed(OffsetCommitRequestData asked) {
    return new OffsetCommitResponseData()
        .setTopics(
            asked.topics().stream()
                .map(topic ->
                    new OffsetCommitResponseTopic()
                        .setName(topic.name())
                        .setPartitions(
                            topic.partitions().stream()
                                .map(partition ->
                                    new OffsetCommitResponsePartition()
                                        .setPartitionIndex(partition.partitionIndex()))
                                .toList()))
                .toList());
  }
}
