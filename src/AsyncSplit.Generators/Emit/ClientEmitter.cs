using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Codecs;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting;

namespace AsyncSplit.Generators.Emit;

/// <summary>Writes the typed client of one type: <c>client.Orders.PlaceAsync(order)</c> starts a chain.</summary>
internal static class ClientEmitter
{
    /// <inheritdoc cref="CodecEmitter.HintName(CodecModel)"/>
    public static string HintName(ClientTypeModel model) => CodecEmitter.HintName("Client.", model.TypePath, $"{model.Namespace}.{model.TypePath}");

    public static string Emit(ClientTypeModel model)
    {
        var writer = new SourceWriter();
        Header.Write(writer);
        var accessibility = model.Methods.Any(method => method.IsPublic) ? "public" : "internal";
        var block = model.Namespace.Length > 0 ? writer.WriteBlock($"namespace {model.Namespace}") : default(SourceWriter.Block?);
        writer.WriteLine($"/// <summary>Starts chains of <c>{model.TypePath}</c>.</summary>");
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock($"{accessibility} readonly struct {model.TypePath}Chains(global::AsyncSplit.IChainClient client)"))
        {
            if (model.Methods.Any(method => method.Parameters.Any(HidesClient)))
            {
                writer.WriteLine("private readonly global::AsyncSplit.IChainClient _client = client;");
                writer.WriteLine();
            }

            for (var index = 0; index < model.Methods.Count; index++)
            {
                if (index > 0)
                {
                    writer.WriteLine();
                }

                Method(writer, model.Methods[index]);
            }
        }

        writer.WriteLine();
        writer.WriteLine($"/// <summary>Adds <c>{model.TypePath}</c> to the client.</summary>");
        writer.WriteLine(Header.Hidden);
        writer.WriteLine(Header.Code);
        using (writer.WriteBlock($"{accessibility} static class {model.TypePath}ChainsExtensions"))
        {
            if (model.HasExtensionMembers)
            {
                using (writer.WriteBlock("extension(global::AsyncSplit.IChainClient client)"))
                {
                    writer.WriteLine($"/// <summary>Starts chains of <c>{model.TypePath}</c>.</summary>");
                    writer.WriteLine($"{accessibility} {model.TypePath}Chains {model.TypePath} => new(client);");
                }
            }
            else
            {
                writer.WriteLine($"/// <summary>Starts chains of <c>{model.TypePath}</c>.</summary>");
                writer.WriteLine($"{accessibility} static {model.TypePath}Chains {model.TypePath}(this global::AsyncSplit.IChainClient client) => new(client);");
            }
        }

        block?.Dispose();
        return writer.ToString();
    }

    private static void Method(SourceWriter writer, ClientModel method)
    {
        var handle = method.ResultType is null ? "global::AsyncSplit.ChainHandle" : $"global::AsyncSplit.ChainHandle<{method.ResultType}>";
        var travelling = method.Parameters.Where(parameter => !parameter.IsToken).ToList();
        var used = new HashSet<string>(travelling.Select(parameter => parameter.Name), StringComparer.Ordinal);
        var options = Unused("options", used);
        var token = Unused("cancellationToken", used);
        var isOpenEnded = travelling.Any(parameter => parameter.Modifier.Length > 0);
        var parameters = travelling.Select(parameter => parameter.Declaration).ToList();
        if (!isOpenEnded)
        {
            parameters.Add($"global::AsyncSplit.ChainStartOptions? {options} = null");
            parameters.Add($"{KnownNames.CancellationToken} {token} = default");
        }

        var starter = travelling.Any(HidesClient) ? "this._client" : "client";
        var values = string.Join(", ", method.Parameters.Select(parameter => parameter.IsToken ? "default" : parameter.Name));
        var result = method.ResultCodec is null ? "" : $", {method.ResultCodec}";
        var rest = isOpenEnded ? "" : $", {options}, {token}";
        writer.WriteLine($"/// <summary>Starts a chain of <c>{method.TypePath}.{method.Method}</c>.</summary>");
        writer.WriteLine($"{(method.IsPublic ? "public" : "internal")} global::System.Threading.Tasks.Task<{handle}> {method.Method}({string.Join(", ", parameters)}) =>");
        writer.WriteLine($"    {starter}.StartAsync(new {method.Call}({values}){result}{rest});");
    }

    /// <summary>Whether a parameter has the name by which the client's methods know the client itself.</summary>
    private static bool HidesClient(ParameterModel parameter) => parameter is { IsToken: false, Name: "client" };

    private static string Unused(string name, HashSet<string> used)
    {
        while (!used.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
