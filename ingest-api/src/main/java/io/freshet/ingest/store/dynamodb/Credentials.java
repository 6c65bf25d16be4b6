package io.freshet.ingest.store.dynamodb;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Who a program is to AWS: what the standard chain finds, or a role that it assumes with that. A
 * role's credentials are renewed in the background before they expire.
 */
public record Credentials(AwsCredentialsProvider provider, List<SdkAutoCloseable> open)
    implements AutoCloseable {
  private static final String SESSION = "freshet-ingest";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Those that the settings ask for; to be closed. */
  public static Credentials of(DynamoDbSettings settings) {
    return settings
        .roleArn()
        .map(role -> assumed(role, settings.region()))
        .orElseGet(Credentials::found);
  }

  private static Credentials found() {
    DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    return new Credentials(chain, List.of(chain));
  }

  private static Credentials assumed(String role, String region) {
    StsClient sts =
        StsClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(PATIENCE)
                    .socketTimeout(PATIENCE))
            .build();
    StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
            .asyncCredentialUpdateEnabled(true)
            .build();
    return new Credentials(provider, List.of(provider, sts));
  }

  @Override
  public void close() {
    open.forEach(SdkAutoCloseable::close);
  }
}
