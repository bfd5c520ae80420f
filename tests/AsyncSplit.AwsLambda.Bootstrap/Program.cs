using AsyncSplit.AwsLambda;
using AsyncSplit.AwsLambda.Bootstrap;

await LambdaHost.RunAsync<Startup>();
