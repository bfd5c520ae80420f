using AsyncSplit.AwsLambda;
using DoubleBilling.Functions;
using DoubleBilling.Functions.Synchronous;

// The same program is deployed both ways, and told by its handler which way it is.
if (Environment.GetEnvironmentVariable("_HANDLER") is { } handler && handler.StartsWith(SynchronousFunction.Prefix, StringComparison.Ordinal))
{
    await SynchronousFunction.RunAsync(handler[SynchronousFunction.Prefix.Length..]);
}
else
{
    await LambdaHost.RunAsync<Startup>();
}
