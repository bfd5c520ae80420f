namespace AsyncSplit.Testing.Lambda;

/// <summary>All the environments that a function may have are in use.</summary>
public sealed class LambdaThrottledException : Exception
{
    public LambdaThrottledException()
    {
    }

    public LambdaThrottledException(string message)
        : base(message)
    {
    }

    public LambdaThrottledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static LambdaThrottledException Of(LambdaFunction function) => new($"The function {function.Name} has {function.MaxConcurrency} environments, and all are in use.");
}
