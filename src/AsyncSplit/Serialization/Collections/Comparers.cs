using System.Globalization;

namespace AsyncSplit.Serialization;

/// <summary>The names of the comparers that dictionaries and sets keep. The default one has none.</summary>
internal static class Comparers
{
    private const string CulturePrefix = "Culture:";
    private const string Reference = "Reference";

    public static string? NameOf<T>(IEqualityComparer<T>? comparer) =>
        comparer is null || comparer == EqualityComparer<T>.Default ? null : NameOf<T>((object)comparer);

    public static string? NameOf<T>(IComparer<T>? comparer) =>
        comparer is null || comparer == Comparer<T>.Default ? null : NameOf<T>((object)comparer);

    public static IEqualityComparer<T>? Equality<T>(string? name) => name is null ? null : Find<T>(name) as IEqualityComparer<T>;

    public static IComparer<T>? Order<T>(string? name) => name is null ? null : Find<T>(name) as IComparer<T>;

    /// <summary>Checks that a collection type whose own constructor decides on the comparer has got that one.</summary>
    /// <exception cref="InvalidOperationException">It was given another one.</exception>
    public static void RequireOwn(object? comparer, object? own, Type collection)
    {
        if (comparer is not null && own is not null && !comparer.Equals(own) && comparer.GetType() != own.GetType())
        {
            throw new InvalidOperationException($"A {collection} with a comparer of type {comparer.GetType()} cannot cross an await: its parameterless constructor gives it another one.");
        }
    }

    private static string NameOf<T>(object comparer)
    {
        if (comparer == (object)ReferenceEqualityComparer.Instance)
        {
            return Reference;
        }

        if (comparer is IEqualityComparer<string?> text)
        {
            if (StringComparer.IsWellKnownOrdinalComparer(text, out var ignoreCase))
            {
                return ignoreCase ? nameof(StringComparer.OrdinalIgnoreCase) : nameof(StringComparer.Ordinal);
            }

            if (StringComparer.IsWellKnownCultureAwareComparer(text, out var compare, out var options))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{CulturePrefix}{compare.Name}:{(int)options}");
            }
        }

        throw new InvalidOperationException($"A collection of {typeof(T)} with a comparer of type {comparer.GetType()} cannot cross a boundary: only the default, the StringComparer and the reference ones are kept.");
    }

    private static object Find<T>(string name)
    {
        if (name == Reference && !typeof(T).IsValueType)
        {
            return ReferenceEqualityComparer.Instance;
        }

        if (typeof(T) == typeof(string))
        {
            switch (name)
            {
                case nameof(StringComparer.Ordinal):
                    return StringComparer.Ordinal;
                case nameof(StringComparer.OrdinalIgnoreCase):
                    return StringComparer.OrdinalIgnoreCase;
            }

            var options = name.LastIndexOf(':');
            if (name.StartsWith(CulturePrefix, StringComparison.Ordinal) && options >= CulturePrefix.Length
                && int.TryParse(name.AsSpan(options + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var flags))
            {
                try
                {
                    return StringComparer.Create(CultureInfo.GetCultureInfo(name[CulturePrefix.Length..options]), (CompareOptions)flags);
                }
                catch (ArgumentException e)
                {
                    throw new System.Text.Json.JsonException($"There is no comparer '{name}' here.", e);
                }
            }
        }

        throw new System.Text.Json.JsonException($"There is no comparer '{name}' for {typeof(T).Name}.");
    }
}
