namespace AsyncSplit.Tests.Fixtures;

internal class DeclinedException(string message, int code) : Exception(message)
{
    public int Code { get; } = code;
}
