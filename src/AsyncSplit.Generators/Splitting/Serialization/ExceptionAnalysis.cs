using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Entries;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>How an exception type of the user's is created again: by the constructor that takes most of its data.</summary>
internal static class ExceptionAnalysis
{
    // What an error on the wire has anyway, and what belongs to the throwing process.
    private static readonly HashSet<string> s_notData = new(StringComparer.Ordinal)
    {
        "Message", "InnerException", "InnerExceptions", "StackTrace", "Data", "TargetSite", "Source", "HelpLink", "HResult",
    };

    /// <summary>Why an exception type is not created again when it arrives; null where it is, by the runtime or by a codec that is added to the resolution.</summary>
    public static string? WhyNot(CodecResolution resolution, INamedTypeSymbol type)
    {
        var name = TypeNames.ToMessage(type);
        if (FrameworkTypes.IsKnownException(type))
        {
            return null;
        }

        if (type.IsGenericType)
        {
            return $"{name} is a generic exception, which is not created again";
        }

        if (type.IsAbstract)
        {
            // Its values are of derived types: those of this assembly are the ones that can be known.
            var derived = resolution.Context.ExceptionsDerivedFrom(type).Where(found => resolution.VisitException(found).Failure is null).ToList();
            return derived.Count > 0 ? null : $"{name} is abstract, and no exception that derives from it can be created again here";
        }

        if (CodecPlace.Of(type, exact: true, resolution.Context, out var misplaced) is not { } place)
        {
            return misplaced;
        }

        return Add(resolution, type, place) ? null : $"{name} is an exception that cannot be created again: it has no accessible constructor all of whose parameters are its message, its inner exception or members that cross";
    }

    private static bool Add(CodecResolution resolution, INamedTypeSymbol type, CodecPlace place)
    {
        var all = ObjectMembers.Of(type, resolution.Context, place.Container);
        var own = all.Where(member => !s_notData.Contains(member.Name) && !member.IsIgnored).ToList();
        var codecs = new Dictionary<ObjectMember, Resolved>();
        foreach (var member in own)
        {
            codecs.Add(member, ConverterAnalysis.Of(resolution, member.Symbol, member.Type) ?? resolution.Try(member.Type));
        }

        var members = own.Where(member => codecs[member].Failure is null).ToList();
        var choice = type.InstanceConstructors
            .Where(constructor => resolution.Context.IsAccessible(constructor, place.Container))
            .Select(constructor => ExceptionConstructor.Match(constructor, members, resolution.Context))
            .Where(match => match is not null)
            .OrderByDescending(match => match!.Score)
            .FirstOrDefault();
        if (choice is null)
        {
            return false;
        }

        // Of the framework's own bases nothing is set but what a constructor takes.
        var restored = members.Where(member => choice.Parameters.ContainsKey(member) || (member.CanInitialize && !FrameworkTypes.IsOfFramework(member.Symbol.ContainingType))).ToList();
        AddLosses(resolution, type, all, own.Except(restored).ToList(), codecs);
        resolution.Add(new ExceptionCodecModel
        {
            Type = TypeNames.ToCodeNotNull(type),
            TypeName = TypeNames.ToMetadata(type),
            DisplayName = TypeNames.ToMessage(type),
            Expression = place.Expression,
            Name = place.Name,
            Namespace = place.Namespace,
            Containers = place.Containers,
            IsPrivate = place.Container is not null,
            Members = restored.Select(member => Model(member, choice, codecs[member].Expression)).ToEquatableArray(),
            MessageParameter = choice.Message is { } message ? Naming.Escape(message.Name) : null,
            InnerParameter = choice.Inner is { } inner ? Naming.Escape(inner.Name) : null,
        });
        return true;
    }

    private static void AddLosses(CodecResolution resolution, INamedTypeSymbol type, List<ObjectMember> all, List<ObjectMember> lost, Dictionary<ObjectMember, Resolved> codecs)
    {
        foreach (var member in lost.Where(member => member.IsData && !FrameworkTypes.IsOfFramework(member.Symbol.ContainingType)))
        {
            resolution.AddLoss(
                $"{TypeNames.ToMessage(type)}.{member.Name}{codecs[member].Failure?.Path}",
                codecs[member].Failure is { } failure ? $"{failure.Reason}, so that its value is lost" : "it has no setter and no constructor parameter of its name, so that its value is lost");
        }

        HiddenFields.AddLosses(resolution, type, all, [.. all.Except(lost).Select(member => member.Name), .. s_notData]);
    }

    public static bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (TypeNames.ToMetadata(level) == "System.Exception")
            {
                return true;
            }
        }

        return false;
    }

    private static CodecMemberModel Model(ObjectMember member, ExceptionConstructor choice, string codec)
    {
        var parameter = choice.Parameters.TryGetValue(member, out var found) ? found : null;

        // The data may be that of a type derived from this one, with other members: what is missing stays at its default.
        return new CodecMemberModel(
            new MemberModel(Naming.Escape(member.Name), member.JsonName, TypeNames.ToCode(member.Type), codec, "default!"),
            parameter is not null ? CodecMemberTarget.Constructor : member.CanSet && !member.IsRequired ? CodecMemberTarget.Setter : CodecMemberTarget.Initializer,
            parameter is null ? null : Naming.Escape(parameter.Name),
            member.IsRequired);
    }
}
