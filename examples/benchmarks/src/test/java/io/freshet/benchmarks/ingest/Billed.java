package io.freshet.benchmarks.ingest;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Asks DynamoDB to say what every put of this JVM's clients consumed, and adds it up. The SDK finds
 * it by a file on the class path: the store itself knows nothing of it.
 */
public final class Billed implements ExecutionInterceptor {
  static final DoubleAdder UNITS = new DoubleAdder();
  static final LongAdder REFUSED = new LongAdder();

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    return context.request() instanceof PutItemRequest put
        ? put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build()
        : context.request();
  }

  @Override
  public void afterExecution(
      Context.AfterExecution context, ExecutionAttributes executionAttributes) {
    if (context.response() instanceof PutItemResponse put) {
      UNITS.add(put.consumedCapacity().capacityUnits());
    }
  }

  @Override
  public void onExecutionFailure(
      Context.FailedExecution context, ExecutionAttributes executionAttributes) {
    if (context.exception() instanceof ConditionalCheckFailedException
        || context.exception().getCause() instanceof ConditionalCheckFailedException) {
      REFUSED.increment();
    }
  }
}
