package io.freshet.offline.follow;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;

/**
 * DynamoDB Local says of its streams that they are in the region {@code ddblocal}, which the
 * adapter 2.0 refuses as no region. So the adapter is told another one, and the requests are told
 * the truth.
 */
final class LocalArns implements ExecutionInterceptor {
  private static final String LOCAL = "arn:aws:dynamodb:ddblocal:";
  private static final String ACCEPTED = "arn:aws:dynamodb:us-east-1:";

  /** What the adapter takes; AWS's own are left as they are. */
  static String accepted(String arn) {
    return arn.startsWith(LOCAL) ? ACCEPTED + arn.substring(LOCAL.length()) : arn;
  }

  static boolean local(String arn) {
    return arn.startsWith(LOCAL);
  }

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    return switch (context.request()) {
      case DescribeStreamRequest request ->
          request.toBuilder().streamArn(local(request.streamArn(), LOCAL)).build();
      case GetShardIteratorRequest request ->
          request.toBuilder().streamArn(local(request.streamArn(), LOCAL)).build();
      default -> context.request();
    };
  }

  private static String local(String arn, String head) {
    return arn.startsWith(ACCEPTED) ? head + arn.substring(ACCEPTED.length()) : arn;
  }
}
