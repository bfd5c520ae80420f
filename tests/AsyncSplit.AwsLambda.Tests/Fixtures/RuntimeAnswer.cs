namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>What a bootstrap has posted.</summary>
internal sealed record RuntimeAnswer(string Path, string Body, string? ContentType, string? ErrorType)
{
    public bool IsError => Path.EndsWith("/error", StringComparison.Ordinal);
}
