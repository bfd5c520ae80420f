using System.Globalization;

namespace AsyncSplit.Functions;

/// <summary>The methods by which a managed runtime starts functions. The generator that emits them and the build that names them go by the same rule.</summary>
internal static class MethodNames
{
    /// <summary>The class that has them.</summary>
    public const string Type = "AsyncSplit.Generated.LambdaHandlers";

    /// <summary>The method of each function: its name, with underscores for hyphens.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> functions)
    {
        var methods = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var function in functions.OrderBy(name => name, StringComparer.Ordinal))
        {
            var name = function.Replace('-', '_');
            name = name[0] is >= '0' and <= '9' ? "_" + name : name;
            var method = name;
            for (var number = 2; !taken.Add(method); number++)
            {
                method = $"{name}_{number.ToString(CultureInfo.InvariantCulture)}";
            }

            methods[function] = method;
        }

        return methods;
    }
}
