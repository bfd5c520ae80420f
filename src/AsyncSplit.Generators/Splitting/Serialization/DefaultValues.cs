using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Default values of parameters as C# expressions.</summary>
internal static class DefaultValues
{
    /// <summary>The expression for a parameter that has an explicit default value.</summary>
    public static string ToCode(IParameterSymbol parameter)
    {
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : parameter.Type;
        var literal = parameter.ExplicitDefaultValue switch
        {
            null => "default!",
            bool value => value ? "true" : "false",
            string value => SymbolDisplay.FormatLiteral(value, quote: true),
            char value => SymbolDisplay.FormatLiteral(value, quote: true),
            double value => double.IsNaN(value) ? "double.NaN" : double.IsPositiveInfinity(value) ? "double.PositiveInfinity" : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
                : value.ToString("R", CultureInfo.InvariantCulture) + "D",
            float value => float.IsNaN(value) ? "float.NaN" : float.IsPositiveInfinity(value) ? "float.PositiveInfinity" : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
                : value.ToString("R", CultureInfo.InvariantCulture) + "F",
            decimal value => value.ToString(CultureInfo.InvariantCulture) + "M",
            var value => System.Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        return parameter.ExplicitDefaultValue is not null && type.TypeKind == TypeKind.Enum ? $"({TypeNames.ToCode(type)})({literal})" : literal;
    }
}
