namespace AsyncSplit.Tests.Fixtures;

/// <summary>Has no codec: travels as its base.</summary>
internal sealed class VeryDeclinedException(string message, int code) : DeclinedException(message, code)
{
    public override string Message => $"very {base.Message}";
}
