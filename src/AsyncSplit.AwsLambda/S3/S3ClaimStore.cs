using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using AsyncSplit.ClaimChecks;

namespace AsyncSplit.AwsLambda.S3;

/// <summary>Keeps bodies as objects of a bucket. A lifecycle rule of the bucket removes those that nobody has claimed.</summary>
internal sealed class S3ClaimStore : IClaimStore, IDisposable
{
    private readonly IAmazonS3 _s3;
    private readonly bool _ownsClient;
    private readonly string _bucket;
    private readonly string _prefix;

    public S3ClaimStore(string bucket, S3ClaimOptions options)
    {
        _bucket = bucket;
        _prefix = options.Prefix;
        _ownsClient = options.Client is null;
        _s3 = options.Client ?? new AmazonS3Client(ConfigurationOfEnvironment());
    }

    // One request takes five gigabytes; it is the memory that says less.
    public int MaxBytes => Array.MaxLength;

    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(body.ToArray(), writable: false);
        await _s3.PutObjectAsync(
            new PutObjectRequest { BucketName = _bucket, Key = PathOf(key), InputStream = content, ContentType = "application/json", UseChunkEncoding = false, AutoCloseStream = false },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var found = await _s3.GetObjectAsync(_bucket, PathOf(key), cancellationToken).ConfigureAwait(false);
            var body = new byte[found.ContentLength];
            await found.ResponseStream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
            return body;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken) =>
        await _s3.DeleteObjectAsync(_bucket, PathOf(key), cancellationToken).ConfigureAwait(false);

    public void Dispose()
    {
        if (_ownsClient)
        {
            _s3.Dispose();
        }
    }

    // The claim has a hash of its own. An endpoint that is not Amazon's has no host for each bucket.
    private static AmazonS3Config ConfigurationOfEnvironment() => new()
    {
        RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = Amazon.Runtime.ResponseChecksumValidation.WHEN_REQUIRED,
        ForcePathStyle = (Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL")) is { Length: > 0 },
    };

    // A key comes out of an envelope: whatever it says, it names an object behind the prefix.
    private string PathOf(string key) => $"{_prefix}{Uri.EscapeDataString(key)}.envelope";
}
