namespace AsyncSplit.Json;

/// <summary>Makes lists of a <see cref="JsonMap"/>'s values.</summary>
internal static class JsonList
{
    public static List<object?> Of(params object?[] items) => [.. items];

    public static List<object?> From(IEnumerable<object?> items) => [.. items];

    /// <summary>The list; null where it is empty, so that the member is left out.</summary>
    public static List<object?>? OrNone(IEnumerable<object?> items) => From(items) is { Count: > 0 } list ? list : null;

    /// <summary>True; null where it is false, so that the member is left out.</summary>
    public static object? IfTrue(bool condition) => condition ? true : null;
}
