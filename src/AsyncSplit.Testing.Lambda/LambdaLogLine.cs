namespace AsyncSplit.Testing.Lambda;

/// <summary>A line of a function's log.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Environment">The number of the environment that has written it; 0 for the service.</param>
/// <param name="Text">The line.</param>
public sealed record LambdaLogLine(string Function, int Environment, string Text);
