using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes what makes the entry points known at run time: a method for each handler and contract, and one class that calls them all.</summary>
internal static class RegistrationEmitter
{
    public static void Handler(SourceWriter writer, HandlerModel model)
    {
        writer.WriteLine(Header.Hidden);
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock($"internal static void {model.Body.Prefix}_Register({KnownNames.ChainRegistry} registry)"))
        {
            EntryPoints(writer, model.Body, $"{FromObjects(model.Body.Arguments, model.Body.Arguments.Record)}{string.Concat(model.Implements.Select(name => $", {MemberEmitter.Literal(name)}"))}");
            Retry(writer, model.Body.WireName, model.Retry);
            foreach (var lifted in model.Lifted)
            {
                writer.WriteLine($"{lifted.Prefix}_Register(registry);");
            }

            foreach (var value in model.Values)
            {
                writer.WriteLine($"registry.AddValue({MemberEmitter.Literal(value.Name)}, {value.Codec});");
            }

            // The assembly's registration cannot see the codecs of private types.
            foreach (var exception in model.Exceptions.Where(exception => exception.IsPrivate))
            {
                writer.WriteLine($"registry.AddException({exception.Expression});");
            }
        }
    }

    /// <summary>A lifted function is not started by name: only its handler knows its arguments.</summary>
    public static void Lifted(SourceWriter writer, UnitModel model)
    {
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock($"private static void {model.Prefix}_Register({KnownNames.ChainRegistry} registry)"))
        {
            EntryPoints(writer, model, "call: null");
        }
    }

    private static void Retry(SourceWriter writer, string wireName, string? retry)
    {
        if (retry is not null)
        {
            writer.WriteLine($"registry.AddRetry({MemberEmitter.Literal(wireName)}, {retry});");
        }
    }

    private static void EntryPoints(SourceWriter writer, UnitModel model, string call)
    {
        var handler = model.IsStatic ? "null" : $"typeof({model.Type})";
        var instance = model.IsStatic ? "" : $"step.Service<{model.Type}>().";
        var result = Codec(writer, "result", model.ResultCodec);
        writer.WriteLine($"registry.AddStart({MemberEmitter.Literal(model.WireName)}, {handler}, {result}, static step =>");
        writer.WriteLine("{");
        writer.Indentation++;
        ReadArguments(writer, model);
        var ofStart = !model.Start.UsesFutures ? "" : model.Arguments.Parameters.Count + model.Arguments.Captured.Count == 0 ? "step.Futures" : ", step.Futures";
        writer.WriteLine($"return {instance}{model.Start.Method}({Values(model.Arguments)}{ofStart});");
        writer.Indentation--;
        writer.WriteLine($"}}, {call});");
        for (var index = 0; index < model.ResumePoints.Count; index++)
        {
            var entry = model.ResumePoints[index];
            var record = $"{model.Holder}.{entry.State!.Record}";
            var awaited = Codec(writer, $"awaited{index + 1}", entry.ResultCodec);
            var resumed = entry.ResultCodec is null ? "step.Resumed()" : $"step.Resumed({awaited})";
            var tokens = string.Concat(entry.Tokens.Select(_ => ", step.CancellationToken"));
            var isStatic = entry.ResultCodec is null || awaited == entry.ResultCodec ? "static " : "";
            var futures = entry.UsesFutures ? ", step.Futures" : "";
            if (entry.Joined is { } joined)
            {
                // One of several calls may have ended that are all needed, by themselves or as parts of others.
                var wait = $"{KnownNames.Step}.Join(step.Futures, state.{joined}, state)";
                writer.WriteLine($"registry.AddResumePoint({record}.Point, {handler}, {result}, {awaited}, {isStatic}step =>");
                writer.WriteLine("{");
                writer.Indentation++;
                writer.WriteLine($"var state = step.State({record}.Read);");
                writer.WriteLine($"return step.WaitsFor(state.{joined}) ? {(entry.IsAsync ? $"new {KnownNames.ValueTaskOfOutcome}({wait})" : wait)} : {instance}{entry.Method}(state, {resumed}{tokens}{futures});");
                writer.Indentation--;
                writer.WriteLine("});");
                continue;
            }

            writer.WriteLine($"registry.AddResumePoint({record}.Point, {handler}, {result}, {awaited}, {isStatic}step => {instance}{entry.Method}(step.State({record}.Read), {resumed}{tokens}{futures}));");
        }
    }

    /// <summary>The arguments, which have the names that the caller knows.</summary>
    private static void ReadArguments(SourceWriter writer, UnitModel model)
    {
        var read = $"step.Arguments({model.Arguments.Record}.Read)";
        if (model.Aliases.Count == 0)
        {
            writer.WriteLine($"var arguments = {read};");
            return;
        }

        using (writer.WriteBlock("var arguments = step.Target switch", "};"))
        {
            for (var index = 0; index < model.Aliases.Count; index++)
            {
                writer.WriteLine($"{MemberEmitter.Literal(model.Aliases[index].Target)} => step.Arguments({model.Arguments.Record}.{RecordEmitter.AliasReader(index)}),");
            }

            writer.WriteLine($"_ => {read},");
        }
    }

    /// <summary>The file of a contract member: its arguments, and how its implementation is called as the plain method it may be.</summary>
    public static string Contract(ContractModel model)
    {
        var writer = new SourceWriter();
        Header.Write(writer);
        using (writer.WriteBlock("namespace AsyncSplit.Generated"))
        {
            writer.WriteLine(Header.Hidden);
            using (writer.WriteBlock($"internal static class {model.Holder}"))
            {
                RecordEmitter.Call(writer, model.Arguments, "internal", reads: true);
                writer.WriteLine();
                using (writer.WriteBlock($"internal static void Register({KnownNames.ChainRegistry} registry)"))
                {
                    var call = $"step.Service<{model.Type}>().{model.Method}({Values(model.Arguments)})";
                    var result = Codec(writer, "result", model.ResultCodec);
                    writer.WriteLine($"registry.AddContract({MemberEmitter.Literal(model.WireName)}, typeof({model.Type}), {result}, static async step =>");
                    writer.WriteLine("{");
                    writer.Indentation++;
                    writer.WriteLine($"var arguments = step.Arguments({model.Arguments.Record}.Read);");
                    if (model.ResultType is null)
                    {
                        writer.WriteLine($"await {call}.ConfigureAwait(false);");
                        writer.WriteLine($"return {KnownNames.Step}.Return();");
                    }
                    else
                    {
                        writer.WriteLine($"return {KnownNames.Step}.Return<{model.ResultType}>(await {call}.ConfigureAwait(false));");
                    }

                    writer.Indentation--;
                    writer.WriteLine($"}}, {FromObjects(model.Arguments, model.Arguments.Record)});");
                    Retry(writer, model.WireName, model.Retry);
                }
            }
        }

        return writer.ToString();
    }

    /// <summary>The file that stands for the assembly: all registrations, found by the attribute, and <c>AddChainables()</c> for the application.</summary>
    public static string Assembly(AssemblyModel model)
    {
        var writer = new SourceWriter();
        Header.Write(writer);
        if (model.HasOwn)
        {
            writer.WriteLine($"[assembly: global::AsyncSplit.Runtime.ChainablesAttribute<global::AsyncSplit.Generated.{model.ClassName}>]");
            writer.WriteLine();
        }

        using (writer.WriteBlock("namespace AsyncSplit.Generated"))
        {
            if (model.HasOwn)
            {
                Own(writer, model);
            }
        }

        writer.WriteLine();
        using (writer.WriteBlock("namespace AsyncSplit"))
        {
            Extension(writer, model);
        }

        return writer.ToString();
    }

    /// <summary>The class by which other assemblies register what is in this one.</summary>
    private static void Own(SourceWriter writer, AssemblyModel model)
    {
        writer.WriteLine("/// <summary>The handlers, contracts and exceptions of this assembly.</summary>");
        writer.WriteLine(Header.Hidden);
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock($"public sealed class {model.ClassName} : global::AsyncSplit.Runtime.IChainables"))
        using (writer.WriteBlock($"public void Register({KnownNames.ChainRegistry} registry)"))
        {
            foreach (var registration in model.Registrations)
            {
                writer.WriteLine($"{registration}(registry);");
            }

            foreach (var derived in model.Derived)
            {
                writer.WriteLine($"registry.AddDerived(typeof({derived.Type}), {string.Join(", ", derived.Contracts.Prepend(derived.Name).Select(MemberEmitter.Literal))});");
            }

            foreach (var exception in model.Exceptions)
            {
                writer.WriteLine($"registry.AddException({exception});");
            }
        }
    }

    private static void Extension(SourceWriter writer, AssemblyModel model)
    {
        writer.WriteLine("[global::Microsoft.CodeAnalysis.Embedded]");
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock("internal static class GeneratedChainables"))
        {
            writer.WriteLine("/// <summary>Adds the handlers and contracts of this assembly and of those it references.</summary>");
            using (writer.WriteBlock("internal static global::AsyncSplit.Hosting.AsyncSplitBuilder AddChainables(this global::AsyncSplit.Hosting.AsyncSplitBuilder chains)"))
            {
                if (model.HasOwn)
                {
                    writer.WriteLine($"chains.Add(new global::AsyncSplit.Generated.{model.ClassName}());");
                }

                foreach (var referenced in model.Referenced)
                {
                    writer.WriteLine($"chains.Add(new {referenced}());");
                }

                writer.WriteLine("return chains;");
            }
        }
    }

    private static string Values(CallModel call) =>
        string.Join(", ", call.Parameters.Concat(call.Captured).Select(parameter => parameter.IsToken ? "step.CancellationToken" : $"arguments.{parameter.Name}"));

    private static string FromObjects(CallModel call, string record)
    {
        var index = 0;
        var values = call.Parameters.Select(parameter => parameter.IsToken ? "default" : $"({parameter.Type})values[{index++}]!").ToList();
        return $"static values => new {record}({string.Join(", ", values)})";
    }

    /// <summary>A codec made of others is created once.</summary>
    private static string Codec(SourceWriter writer, string name, string? codec)
    {
        if (codec is null)
        {
            return "null";
        }

        if (!codec.Contains("("))
        {
            return codec;
        }

        writer.WriteLine($"var {name} = {codec};");
        return name;
    }
}
