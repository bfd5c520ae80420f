using AsyncSplit.AwsLambda;
using Quickstart.AwsLambda;

// Each function of the application runs this program: what it is sent says which step.
await LambdaHost.RunAsync<Startup>();
