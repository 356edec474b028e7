// What wrangler builds: everything that only Cloudflare's runtime has is imported here.

import { DurableObject } from "cloudflare:workers";
import wasm from "../../../out/gateway/gateway.wasm";
import { coordinatorObject, worker } from "./cloudflare.js";

export class Coordinator extends coordinatorObject(DurableObject, wasm) {}

export default worker;
