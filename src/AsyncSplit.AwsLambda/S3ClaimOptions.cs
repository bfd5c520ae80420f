using Amazon.S3;

namespace AsyncSplit.AwsLambda;

/// <summary>How a process works with the bucket of its claims.</summary>
public sealed class S3ClaimOptions
{
    /// <summary>The client; null for one that is configured by environment and profile: region, credentials, <c>AWS_ENDPOINT_URL_S3</c>. One that is given is not disposed of.</summary>
    public IAmazonS3? Client { get; set; }

    /// <summary>What stands before the keys of the bodies: the bucket may have other things too.</summary>
    public string Prefix { get; set; } = "claims/";
}
