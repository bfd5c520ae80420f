namespace AsyncSplit;

/// <summary>What is changed of a dead letter before it goes on. What is null stays.</summary>
/// <example><code>new DeadLetterEdit { Locals = """{ "attempts": 0, "customer": "ada" }""" }</code></example>
public sealed record DeadLetterEdit
{
    /// <summary>Of a call: a JSON object with the arguments that change, by parameter.</summary>
    public string? Arguments { get; init; }

    /// <summary>Of a resume: a JSON object with the captured locals that change, by name.</summary>
    public string? Locals { get; init; }

    /// <summary>Of a resume: the result of the await as JSON, in the place of the result or exception that it had.</summary>
    public string? Result { get; init; }
}
