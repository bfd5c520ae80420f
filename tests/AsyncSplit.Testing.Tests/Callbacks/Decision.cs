namespace AsyncSplit.Testing.Tests.Callbacks;

/// <summary>What an approver sends.</summary>
public record Decision(bool IsApproved, string By);

/// <summary>Why nobody may have it.</summary>
public sealed class RefusedException(string message, int code) : Exception(message)
{
    public int Code { get; } = code;
}
