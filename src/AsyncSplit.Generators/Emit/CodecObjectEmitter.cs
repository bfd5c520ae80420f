using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Entries;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the two methods of an object's codec.</summary>
internal static class CodecObjectEmitter
{
    private const string Runtime = "global::AsyncSplit.Serialization";

    public static void Emit(SourceWriter writer, CodecModel model)
    {
        var members = model.Members.Select(member => member.Member).ToEquatableArray();
        using (writer.WriteBlock($"protected override void WriteMembers({Runtime}.StateWriter writer, {model.Type} value)"))
        {
            EmitWrite(writer, model, members);
        }

        writer.WriteLine();
        using (writer.WriteBlock($"protected override {model.Type} ReadMembers(ref {Runtime}.StateReader reader, int number)"))
        {
            if (model.Members.All(member => member.IsLate))
            {
                EmitReadInPlace(writer, model, members);
            }
            else
            {
                EmitReadThenCreate(writer, model, members);
            }
        }

        EmitAccessors(writer, model);
        MemberEmitter.WriteCodecs(writer, members);
    }

    // What the object cannot be created without is read before there is one to refer to: there, the writer takes no reference to it.
    private static void EmitWrite(SourceWriter writer, CodecModel model, EquatableArray<MemberModel> members)
    {
        var early = model.Members.Count(member => !member.IsLate);
        var isOpen = model.Members.Any(member => member is { IsLate: false, LeadsBack: true });
        if (isOpen)
        {
            writer.WriteLine("writer.Open(value);");
        }

        MemberEmitter.WriteEach(writer, members, "value.", 0, early);
        if (isOpen)
        {
            writer.WriteLine("writer.Close(value);");
        }

        MemberEmitter.WriteEach(writer, members, "value.", early, members.Count);
    }

    private static void EmitAccessors(SourceWriter writer, CodecModel model)
    {
        foreach (var member in model.Members.Where(member => member is { IsLate: true, Accessor: not null }))
        {
            writer.WriteLine();
            writer.WriteLine($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = {MemberEmitter.Literal("set_" + member.Member.Name.TrimStart('@'))})]");
            writer.WriteLine($"private static extern void {Accessor(member)}({member.Accessor} target, {member.Member.Type} value);");
        }
    }

    private static string Accessor(CodecMemberModel member) => $"Set_{member.Member.Name.TrimStart('@')}";

    /// <summary>The statement that sets a member of the object.</summary>
    private static string Set(CodecMemberModel member, string value) =>
        member.Accessor is null ? $"value.{member.Member.Name} = {value};" : $"{Accessor(member)}(value, {value});";

    // The object exists before its members, so that they can refer to it.
    private static void EmitReadInPlace(SourceWriter writer, CodecModel model, EquatableArray<MemberModel> members)
    {
        var byMember = model.Members.ToDictionary(member => member.Member);
        writer.WriteLine($"var value = new {model.Type}();");
        EmitRegistration(writer, model);
        MemberEmitter.ReadLoop(
            writer,
            members,
            model.DisplayName,
            member => writer.WriteLine(Set(byMember[member], MemberEmitter.ReadValue(members, member))));
        writer.WriteLine("return value;");
    }

    // A class is created as soon as all that its creation takes has been read, so that members that are set later can refer to it. They are written last.
    private static void EmitReadThenCreate(SourceWriter writer, CodecModel model, EquatableArray<MemberModel> members)
    {
        var early = !model.IsValueType && model.Members.Any(IsLateAndLeadsBack);
        var byMember = model.Members.ToDictionary(member => member.Member);
        foreach (var member in model.Members)
        {
            writer.WriteLine($"{member.Member.Type} {MemberEmitter.Local(member.Member)} = {MemberEmitter.InitialValue(member.Member)};");
            if (early || IsWatched(member))
            {
                writer.WriteLine($"var {MemberEmitter.Has(member.Member)} = false;");
            }
        }

        if (early)
        {
            writer.WriteLine($"{model.Type}? value = null;");
        }

        MemberEmitter.ReadLoop(writer, members, model.DisplayName, member =>
        {
            if (early && IsLateAndLeadsBack(byMember[member]))
            {
                EmitEarlyCreation(writer, model);
            }

            writer.WriteLine(MemberEmitter.ReadInto(MemberEmitter.Local(member), members, member));
            if (early || IsWatched(byMember[member]))
            {
                writer.WriteLine($"{MemberEmitter.Has(member)} = true;");
            }
        });

        EmitMissing(writer, model);
        if (early)
        {
            using (writer.WriteBlock("if (value is null)"))
            {
                writer.WriteLine("value = Create();");
                EmitRegistration(writer, model);
            }
        }
        else
        {
            EmitCreation(writer, model, "var value =");
            EmitRegistration(writer, model);
        }

        EmitSetters(writer, model);
        writer.WriteLine("return value;");
        if (early)
        {
            writer.WriteLine();
            EmitCreation(writer, model, $"{model.Type} Create() =>");
        }
    }

    private static void EmitMissing(SourceWriter writer, CodecModel model)
    {
        foreach (var member in model.Members)
        {
            if (member.Member.Default is null && !member.IsLate)
            {
                using (writer.WriteBlock($"if (!{MemberEmitter.Has(member.Member)})"))
                {
                    writer.WriteLine($"throw {Runtime}.StateReader.Missing({MemberEmitter.Literal(model.DisplayName)}, {MemberEmitter.Literal(member.Member.JsonName)});");
                }
            }
        }
    }

    private static void EmitSetters(SourceWriter writer, CodecModel model)
    {
        foreach (var member in model.Members.Where(member => member.IsLate))
        {
            using (writer.WriteBlock($"if ({MemberEmitter.Has(member.Member)})"))
            {
                writer.WriteLine(Set(member, MemberEmitter.Local(member.Member)));
            }
        }
    }

    private static void EmitEarlyCreation(SourceWriter writer, CodecModel model)
    {
        var seen = model.Members.Where(member => !member.IsLate).Select(member => MemberEmitter.Has(member.Member));
        using (writer.WriteBlock($"if (reader.TracksIdentity && value is null && {string.Join(" && ", seen)})"))
        {
            writer.WriteLine("value = Create();");
            EmitRegistration(writer, model);
        }

        writer.WriteLine();
    }

    private static void EmitCreation(SourceWriter writer, CodecModel model, string head)
    {
        var arguments = model.Members.Where(member => member.Parameter is not null).Select(member => $"{member.Parameter}: {MemberEmitter.Local(member.Member)}{MemberEmitter.Forgiving(member.Member)}");
        var creation = $"{head} new {model.Type}({string.Join(", ", arguments)})";
        var initialized = model.Members.Where(member => member.Restored == CodecMemberTarget.Initializer || member.IsRequired).ToArray();
        if (initialized.Length == 0)
        {
            writer.WriteLine(creation + ";");
            return;
        }

        using (writer.WriteBlock(creation, close: "};"))
        {
            foreach (var member in initialized)
            {
                writer.WriteLine($"{member.Member.Name} = {MemberEmitter.Local(member.Member)},");
            }
        }
    }

    private static void EmitRegistration(SourceWriter writer, CodecModel model)
    {
        if (!model.IsValueType)
        {
            writer.WriteLine("reader.Register(number, value);");
        }
    }

    // Before it is read, the object is created, so that what it holds can refer to it.
    private static bool IsLateAndLeadsBack(CodecMemberModel member) => member is { IsLate: true, LeadsBack: true };

    // Whose absence makes a difference: an error, or the object's own default stays.
    private static bool IsWatched(CodecMemberModel member) => member.IsLate || member.Member.Default is null;
}
