using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The constructor that generated code calls, and which member each parameter takes.</summary>
internal sealed record ConstructorChoice(IMethodSymbol? Constructor, Dictionary<ObjectMember, IParameterSymbol> Parameters)
{
    /// <summary>Null where no constructor restores the object.</summary>
    public static ConstructorChoice? Of(INamedTypeSymbol type, List<ObjectMember> members, SerializationContext context, INamedTypeSymbol? container)
    {
        var candidates = new List<ConstructorChoice>();
        foreach (var constructor in type.InstanceConstructors)
        {
            if (!context.IsAccessible(constructor, container) || Match(constructor, members, context) is not { } parameters)
            {
                continue;
            }

            var choice = new ConstructorChoice(constructor, parameters);
            if (constructor.GetAttributes().Any(attribute => attribute.AttributeClass is { } found && TypeNames.ToMetadata(found) == "System.Text.Json.Serialization.JsonConstructorAttribute"))
            {
                return choice;
            }

            candidates.Add(choice);
        }

        // What restores most data; then none or the most parameters: a parameterless one leaves the object's own defaults alone, and lets it exist before its members.
        return candidates
            .OrderBy(candidate => members.Count(member => member is { IsData: true, CanInitialize: false, IsIgnored: false } && !candidate.Parameters.ContainsKey(member)))
            .ThenByDescending(candidate => candidate.Parameters.Count == 0 ? int.MaxValue : candidate.Parameters.Count)
            .FirstOrDefault();
    }

    private static Dictionary<ObjectMember, IParameterSymbol>? Match(IMethodSymbol constructor, List<ObjectMember> members, SerializationContext context)
    {
        var matched = new Dictionary<ObjectMember, IParameterSymbol>();
        foreach (var parameter in constructor.Parameters)
        {
            var member = members.FirstOrDefault(member => member.Name == parameter.Name)
                ?? members.FirstOrDefault(member => string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is not null && parameter.RefKind is RefKind.None or RefKind.In && !matched.ContainsKey(member!)
                && (member!.CanInitialize || !ParameterUse.IsChanged(parameter, member))
                && context.Compilation.ClassifyConversion(member!.Type, parameter.Type) is { IsImplicit: true, IsUserDefined: false })
            {
                matched.Add(member, parameter);
            }
            else if (!parameter.IsOptional)
            {
                return null;
            }
        }

        return matched;
    }
}
