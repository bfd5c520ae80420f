namespace AsyncSplit.AwsLambda.Runtime;

/// <summary>The Runtime API does not do what it is asked for: this process can do nothing better than end, so that another one is started.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);
