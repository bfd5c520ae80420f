namespace AsyncSplit.AspNetCore;

/// <summary>Why a callback fails: an error as docs/wire-format.md has it.</summary>
/// <param name="Type">The full name of the exception to throw; of one that the application does not know, a <see cref="ChainFailedException"/> tells the name.</param>
/// <param name="Message">The exception's message.</param>
public sealed record CallbackFailureBody(string Type, string Message);
