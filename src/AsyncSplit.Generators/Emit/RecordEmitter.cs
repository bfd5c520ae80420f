using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the records that travel: arguments, calls, captured state.</summary>
internal static class RecordEmitter
{
    /// <summary>The arguments of the handler or lifted function itself: written by its caller, read at the start.</summary>
    public static void Arguments(SourceWriter writer, UnitModel model)
    {
        writer.WriteLine($"/// <summary>The arguments of <c>{model.WireName.Replace("<", "&lt;")}</c>{(model.Arguments.Captured.Count > 0 ? ", and what it uses of the handler's" : "")}.</summary>");
        Call(writer, model.Arguments, model.HasVisibleArguments ? "internal" : "private", reads: true, model.Aliases);
    }

    /// <summary>The calls it makes and the states it leaves behind.</summary>
    public static void Holder(SourceWriter writer, UnitModel model)
    {
        writer.WriteLine($"/// <summary>The calls that <c>{model.Prefix}</c> makes, and what it leaves behind at each await.</summary>");
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock($"private static class {model.Holder}"))
        {
            var first = true;
            foreach (var call in model.Calls)
            {
                Separate(writer, ref first);
                Call(writer, call, "internal", reads: false);
            }

            foreach (var entry in model.ResumePoints)
            {
                Separate(writer, ref first);
                State(writer, entry.State!);
            }
        }
    }

    public static void Call(SourceWriter writer, CallModel call, string accessibility, bool reads, EquatableArray<AliasModel> aliases = default)
    {
        var members = call.Members;
        if (reads)
        {
            writer.WriteLine(Header.Hidden);
            writer.WriteLine(Header.Code);
        }

        using (writer.WriteBlock($"{accessibility} sealed record {call.Record}({string.Join(", ", call.Parameters.Select(parameter => parameter.Declaration))}) : {KnownNames.ChainCall}"))
        {
            foreach (var captured in call.Captured.Where(captured => !captured.IsToken))
            {
                writer.WriteLine($"public required {captured.Type} {captured.Name} {{ get; init; }}");
                writer.WriteLine();
            }

            writer.WriteLine($"public override string Target => {MemberEmitter.Literal(call.Target)};");
            writer.WriteLine();
            using (writer.WriteBlock($"public override void WriteArguments({KnownNames.StateWriter} writer)"))
            {
                MemberEmitter.WriteMembers(writer, members, "this.");
            }

            if (!reads && call.Captured.Count == 0)
            {
                // A callee that runs in the same step reads its own record out of them.
                writer.WriteLine();
                writer.WriteLine($"public override object?[] GetArguments() => [{string.Join(", ", members.Select(member => "this." + member.Name))}];");
            }

            if (reads)
            {
                ReadArguments(writer, call, "Read");
                for (var index = 0; index < aliases.Count; index++)
                {
                    ReadArguments(writer, aliases[index].Arguments, AliasReader(index));
                }
            }

            MemberEmitter.WriteCodecs(writer, members);
        }
    }

    /// <summary>The name of the method that reads the arguments under a contract's names.</summary>
    public static string AliasReader(int index) => $"Read{index + 2}";

    private static void ReadArguments(SourceWriter writer, CallModel call, string name)
    {
        writer.WriteLine();
        var members = call.Members;

        // A bare default as the only argument could mean the record's copy constructor as well.
        Read(
            writer,
            call.Record,
            members,
            call.Parameters.Select(parameter => parameter.IsToken ? $"default({KnownNames.CancellationToken})" : MemberEmitter.Local(members.First(member => member.Name == parameter.Name))),
            name,
            call.Captured.Where(captured => !captured.IsToken).Select(captured => $"{captured.Name} = {MemberEmitter.Local(members.First(member => member.Name == captured.Name))}"));
    }

    private static void State(SourceWriter writer, StateModel state)
    {
        using (writer.WriteBlock($"internal sealed record {state.Record}({string.Join(", ", state.Members.Select(member => $"{member.Type} {member.Name}"))}) : {KnownNames.CapturedState}"))
        {
            var properties = new[] { state.TracksIdentity ? "TracksIdentity = true" : null, state.IsJoin ? "IsJoin = true" : null }.OfType<string>().ToList();
            var identity = properties.Count > 0 ? $" {{ {string.Join(", ", properties)} }}" : "";
            writer.WriteLine($"internal static readonly {KnownNames.ResumePoint} Point = new({MemberEmitter.Literal(state.Id)}, \"{state.Fingerprint}\", Catches: {(state.Catches ? "true" : "false")}){identity};");
            writer.WriteLine();
            writer.WriteLine($"public override {KnownNames.ResumePoint} ResumePoint => Point;");
            writer.WriteLine();
            using (writer.WriteBlock($"public override void Write({KnownNames.StateWriter} writer)"))
            {
                MemberEmitter.WriteMembers(writer, state.Members, "this.");
            }

            writer.WriteLine();
            Read(writer, state.Record, state.Members, state.Members.Select(MemberEmitter.Local));
            MemberEmitter.WriteCodecs(writer, state.Members);
        }
    }

    private static void Read(SourceWriter writer, string record, EquatableArray<MemberModel> members, IEnumerable<string> values, string name = "Read", IEnumerable<string>? properties = null)
    {
        using (writer.WriteBlock($"internal static {record} {name}(ref {KnownNames.StateReader} reader)"))
        {
            MemberEmitter.ReadMembers(writer, members, record);
            var initializer = string.Join(", ", properties ?? []);
            writer.WriteLine($"return new({string.Join(", ", values)}){(initializer.Length > 0 ? $" {{ {initializer} }}" : "")};");
        }
    }

    private static void Separate(SourceWriter writer, ref bool first)
    {
        if (!first)
        {
            writer.WriteLine();
        }

        first = false;
    }
}
