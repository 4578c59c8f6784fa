package io.lyceum.media.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket of whatever speaks S3. */
public final class S3Store implements MediaStore {
  private final S3Client client;
  private final String bucket;

  public S3Store(StoreSettings.S3 settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials(settings))
            // What is not Amazon's own knows buckets by path, and bodies as they are.
            .forcePathStyle(settings.endpoint().isPresent())
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    settings.endpoint().ifPresent(builder::endpointOverride);
    this.client = builder.build();
    this.bucket = settings.bucket();
  }

  private static AwsCredentialsProvider credentials(StoreSettings.S3 settings) {
    return settings.accessKey().isEmpty()
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
  }

  @Override
  public void put(String name, Path file, String type) throws IOException {
    said(() -> client.putObject(put -> put.bucket(bucket).key(name).contentType(type), file));
  }

  @Override
  public InputStream open(String name, long from, long length) throws IOException {
    String range = "bytes=" + from + "-" + (from + length - 1);
    try {
      return said(() -> client.getObject(get -> get.bucket(bucket).key(name).range(range)));
    } catch (IOException e) {
      throw e.getCause() instanceof NoSuchKeyException ? new NoSuchFileException(name) : e;
    }
  }

  @Override
  public void delete(String name) throws IOException {
    said(() -> client.deleteObject(delete -> delete.bucket(bucket).key(name)));
  }

  private static <T> T said(Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new IOException("the bucket refuses: " + e.getMessage(), e);
    }
  }
}
