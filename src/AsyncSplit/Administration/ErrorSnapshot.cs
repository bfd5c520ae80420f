namespace AsyncSplit;

/// <summary>An exception that travels, to be read.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Its stack trace as text, if it had one.</param>
public sealed record ErrorSnapshot(string Type, string Message, string? StackTrace);
