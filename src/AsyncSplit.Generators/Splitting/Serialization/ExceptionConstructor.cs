using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>A constructor of an exception type, all of whose parameters have a value when the exception is restored.</summary>
internal sealed record ExceptionConstructor(Dictionary<ObjectMember, IParameterSymbol> Parameters, IParameterSymbol? Message, IParameterSymbol? Inner, bool IsGuess)
{
    /// <summary>How much of the exception it restores: its own data first, then message and inner exception.</summary>
    public int Score => (Parameters.Count * 8) + (Inner is not null ? 2 : 0) + (Message is null ? 0 : IsGuess ? 1 : 3);

    /// <summary>Null for a constructor with a parameter that nothing is known for.</summary>
    public static ExceptionConstructor? Match(IMethodSymbol constructor, List<ObjectMember> members, SerializationContext context)
    {
        var parameters = new Dictionary<ObjectMember, IParameterSymbol>();
        IParameterSymbol? message = null;
        IParameterSymbol? inner = null;
        var isGuess = false;
        foreach (var parameter in constructor.Parameters)
        {
            var member = members.FirstOrDefault(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (parameter.RefKind is not RefKind.None)
            {
                return null;
            }

            if (member is not null && !parameters.ContainsKey(member)
                && context.Compilation.ClassifyConversion(member.Type, parameter.Type) is { IsImplicit: true, IsUserDefined: false })
            {
                parameters.Add(member, parameter);
            }
            else if (parameter.Type.SpecialType == SpecialType.System_String && string.Equals(parameter.Name, "message", StringComparison.OrdinalIgnoreCase))
            {
                message = parameter;
            }
            else if (inner is null && TypeNames.ToMetadata(parameter.Type) == "System.Exception")
            {
                inner = parameter;
            }
            else if (parameter.IsOptional)
            {
                continue;
            }
            else if (message is null && parameter.Type.SpecialType == SpecialType.System_String)
            {
                // A text of another name: most likely the message.
                message = parameter;
                isGuess = true;
            }
            else
            {
                return null;
            }
        }

        return new ExceptionConstructor(parameters, message, inner, isGuess);
    }
}
