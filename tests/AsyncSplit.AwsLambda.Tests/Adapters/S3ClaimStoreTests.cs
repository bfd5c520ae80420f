using AsyncSplit.AwsLambda.S3;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.ClaimChecks;
using AsyncSplit.Emulators;
using AsyncSplit.Stores.Adapters;

namespace AsyncSplit.AwsLambda.Tests.Adapters;

[NeedsEmulators]
public sealed class S3ClaimStoreTests : ClaimStoreContract
{
    protected override async Task<IClaimStore> OpenAsync()
    {
        var s3 = await AwsEmulators.S3Async();
        return new S3ClaimStore(await s3.MakeBucketAsync(), new S3ClaimOptions { Client = s3 });
    }
}
