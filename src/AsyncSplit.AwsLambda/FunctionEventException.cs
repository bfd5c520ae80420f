namespace AsyncSplit.AwsLambda;

/// <summary>A function was invoked with something that it does not take.</summary>
public sealed class FunctionEventException : Exception
{
    /// <param name="message">What it was, and what is taken.</param>
    /// <param name="cause">What came of reading it.</param>
    internal FunctionEventException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
