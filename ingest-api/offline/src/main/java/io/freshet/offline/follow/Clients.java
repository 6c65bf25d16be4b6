package io.freshet.offline.follow;

import io.freshet.ingest.store.dynamodb.Credentials;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import java.time.Duration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The SDK's clients that a follower needs, from start to close.
 *
 * @param cloudWatch the library asks for it, and never uses it here
 */
record Clients(
    DynamoDbAsyncClient dynamoDb,
    DynamoDbStreamsClient streams,
    CloudWatchAsyncClient cloudWatch,
    Credentials credentials,
    String streamArn)
    implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  static Clients open(DynamoDbSettings settings) {
    Credentials credentials = Credentials.of(settings);
    Region region = Region.of(settings.region());
    var dynamoDb =
        DynamoDbAsyncClient.builder()
            .region(region)
            .credentialsProvider(credentials.provider())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(SILENCE));
    settings.endpoint().ifPresent(dynamoDb::endpointOverride);
    DynamoDbAsyncClient table = dynamoDb.build();
    try {
      String arn = HistoryStream.arn(table, settings);
      var streams =
          DynamoDbStreamsClient.builder()
              .region(region)
              .credentialsProvider(credentials.provider())
              .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(SILENCE));
      settings.endpoint().ifPresent(streams::endpointOverride);
      if (LocalArns.local(arn)) {
        streams.overrideConfiguration(
            override -> override.addExecutionInterceptor(new LocalArns()));
      }
      var cloudWatch =
          CloudWatchAsyncClient.builder()
              .region(region)
              .credentialsProvider(credentials.provider())
              .httpClientBuilder(NettyNioAsyncHttpClient.builder())
              .build();
      return new Clients(table, streams.build(), cloudWatch, credentials, arn);
    } catch (RuntimeException e) {
      table.close();
      credentials.close();
      throw e;
    }
  }

  @Override
  public void close() {
    cloudWatch.close();
    streams.close();
    dynamoDb.close();
    credentials.close();
  }
}
